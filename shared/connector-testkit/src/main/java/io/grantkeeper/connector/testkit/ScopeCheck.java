package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import java.util.Set;

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

    void missingScopesAreToldAsSuch(AccessStream stream) {
        if (stream.requiredScopes().isEmpty()) {
            return;
        }
        try (ProviderDouble restricted = run.contract().startDouble(DoubleOptions.restrictedTo(Set.of()))) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class, () -> run.walk(stream, restricted, Interference.NONE));
            assertThat(refused)
                    .as("reading '%s' without any of %s", stream.id(), stream.requiredScopes())
                    .isNotNull();
            assertThat(refused.problem()).isInstanceOf(InsufficientScope.class);
        }
    }
}
