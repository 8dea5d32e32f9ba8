package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.ConnectorProblem;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An error response of a provider, and the problem that the connector must map it to.
 *
 * @param name shown in the test's name, for example "403 with x-ratelimit-remaining 0"
 * @param becomes the problem that the connector must report; several if the problem depends on the call, for example if
 *     token calls differ from other calls
 * @param appliesTo the calls that can fail with this response
 */
public record FaultVariant(
        String name,
        InjectedFault fault,
        Set<Class<? extends ConnectorProblem>> becomes,
        Predicate<ReceivedCall> appliesTo) {
    public FaultVariant {
        becomes = Set.copyOf(becomes);
    }

    /** Creates a variant that applies to every call. */
    public static FaultVariant of(String name, InjectedFault fault, Class<? extends ConnectorProblem> becomes) {
        return new FaultVariant(name, fault, Set.of(becomes), _ -> true);
    }

    /** Restricts this variant to some calls. */
    public FaultVariant onlyFor(Predicate<ReceivedCall> calls) {
        return new FaultVariant(name, fault, becomes, calls);
    }
}
