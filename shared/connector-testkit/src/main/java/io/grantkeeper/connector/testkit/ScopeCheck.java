package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** What a stream declares to need is enough, and is needed. */
final class ScopeCheck {
    private final ContractRun run;

    ScopeCheck(ContractRun run) {
        this.run = run;
    }

    void declaredScopesSuffice(AccessStream stream) throws ConnectorException {
        try (ProviderDouble restricted =
                run.contract().startDouble(DoubleOptions.restrictedTo(stream.requiredScopes()))) {
            assertThat(run.walk(stream, restricted, Interference.NONE).keys())
                    .as("rows read with no more than %s", stream.requiredScopes())
                    .containsExactlyElementsOf(run.undisturbed(stream).keys());
        }
    }

    /** All of them, and each by itself: a scope that is never missed is not the least that is needed. */
    void missingScopesAreToldAsSuch(AccessStream stream) {
        Set<Set<String>> tooFew = new LinkedHashSet<>();
        for (String missing : stream.requiredScopes()) {
            Set<String> rest = new TreeSet<>(stream.requiredScopes());
            rest.remove(missing);
            tooFew.add(rest);
            tooFew.add(Set.of());
        }
        for (Set<String> held : tooFew) {
            try (ProviderDouble restricted = run.contract().startDouble(DoubleOptions.restrictedTo(held))) {
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> run.walk(stream, restricted, Interference.NONE));
                assertThat(refused)
                        .as("reading '%s' with no more than %s of %s", stream.id(), held, stream.requiredScopes())
                        .isNotNull();
                assertThat(refused.problem()).isInstanceOf(InsufficientScope.class);
            }
        }
    }
}
