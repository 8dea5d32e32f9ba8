package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.ConnectorProblem;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One form in which a provider says that something is wrong, and what it has to become.
 *
 * @param name for the test's name: "403 with x-ratelimit-remaining 0"
 * @param becomes the problem it maps to; several only where the call decides, such as a token call
 * @param appliesTo the calls that can be answered so
 */
public record FaultForm(
        String name, Fault fault, Set<Class<? extends ConnectorProblem>> becomes, Predicate<Call> appliesTo) {
    public FaultForm {
        becomes = Set.copyOf(becomes);
    }

    /** A form that any call may be answered with. */
    public static FaultForm of(String name, Fault fault, Class<? extends ConnectorProblem> becomes) {
        return new FaultForm(name, fault, Set.of(becomes), _ -> true);
    }

    /** The same form, for some calls only. */
    public FaultForm onlyFor(Predicate<Call> calls) {
        return new FaultForm(name, fault, becomes, calls);
    }
}
