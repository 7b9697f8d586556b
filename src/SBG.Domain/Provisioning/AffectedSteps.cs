namespace SBG.Domain.Provisioning;

/// <summary>The steps for which something matters that changed on the way, and whatever was done after those that are undone for it.</summary>
internal static class AffectedSteps
{
    /// <summary>Their keys.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isOther">Whether a step is told or does something else now.</param>
    /// <param name="staysInPlace">Whether what it made is only changed.</param>
    public static HashSet<string> Of(ProvisioningOrder order, Func<StepProgress, bool> isOther, Func<StepProgress, bool> staysInPlace)
    {
        var (affected, undone) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var step in order.Steps.Where(isOther))
        {
            Add(step);
        }

        int found;
        do
        {
            found = affected.Count;
            for (var place = 0; place < order.Steps.Length; place++)
            {
                if (order.Steps[place].Attempt > order.Steps[place].Base && order.Before(place).Any(undone.Contains))
                {
                    Add(order.Steps[place]);
                }
            }
        }
        while (affected.Count > found);

        return affected;

        void Add(StepProgress step)
        {
            affected.Add(step.Step.Key);
            if (!staysInPlace(step))
            {
                undone.Add(step.Step.Key);
            }
        }
    }
}
