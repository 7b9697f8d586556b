using Marten;
using SBG.Domain.Surveys;
using SBG.Projections.Kernel;

namespace SBG.Projections.Surveys;

/// <summary>How the store keeps surveys.</summary>
public static class SurveysStore
{
    /// <summary>Registers the context's states.</summary>
    /// <param name="options">The store's options.</param>
    public static void ConfigureSurveys(this StoreOptions options) => options.AddState<Survey>().Index(survey => survey.Addressee);
}
