using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using Marten;
using Marten.Linq.Members;
using Marten.Linq.SqlGeneration.Filters;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Postgresql.SqlGeneration;

namespace SBG.Projections.Kernel;

/// <summary>Lets queries compare enumerations with what <see cref="StoreJson"/> writes, <c>inProgress</c>; Marten would compare with the constant's own name.</summary>
public sealed class EnumByName : IMemberSource
{
    /// <inheritdoc/>
    public bool TryResolve(IQueryableMember parent, StoreOptions options, MemberInfo memberInfo, Type memberType, [NotNullWhen(true)] out IQueryableMember? member)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(memberType);
        member = memberType.IsEnum ? new Member(parent, options.Serializer().Casing, memberInfo) : null;
        return member is not null;
    }

    private sealed class Member(IQueryableMember parent, Casing casing, MemberInfo member) : EnumAsStringMember(parent, casing, member)
    {
        public override ISqlFragment CreateComparison(string op, ConstantExpression constant) =>
            constant.Value is { } value
                ? new MemberComparisonFilter(this, new CommandParameter(StoreJson.NameOf(MemberType, value), NpgsqlDbType.Varchar), op)
                : base.CreateComparison(op, constant);
    }
}
