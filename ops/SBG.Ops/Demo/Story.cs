namespace SBG.Ops.Demo;

/// <summary>Tells people what happens, in French, and checks that it is what was announced.</summary>
/// <param name="quiet">Whether only what differs is told.</param>
public sealed class Story(bool quiet)
{
    private int _chapters;

    /// <summary>How many things differed.</summary>
    public int Differences { get; private set; }

    /// <summary>How many things were checked.</summary>
    public int Checks { get; private set; }

    /// <summary>A new chapter.</summary>
    /// <param name="title">Its title.</param>
    public void Chapter(string title) => Write($"{Environment.NewLine}{++_chapters}. {title}");

    /// <summary>What happens.</summary>
    /// <param name="sentence">A sentence.</param>
    public void Say(string sentence) => Write("   " + sentence);

    /// <summary>Compares what is with what is expected.</summary>
    /// <param name="what">What is compared.</param>
    /// <param name="expected">What is expected.</param>
    /// <param name="actual">What is.</param>
    public void Check<T>(string what, T expected, T actual)
    {
        Checks++;
        if (EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Write($"   ✓ {what} : {actual}");
        }
        else
        {
            Differences++;
            Console.Error.WriteLine($"   ✗ {what} : {actual}, alors qu'on attend {expected}");
        }
    }

    /// <summary>An amount as people in Québec write it.</summary>
    /// <param name="amount">A decimal string.</param>
    public static string Dollars(string amount) => amount.Replace('.', ',') + " $";

    private void Write(string line)
    {
        if (!quiet)
        {
            Console.WriteLine(line);
        }
    }
}
