package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the scopes that a stream declares are sufficient and necessary. */
final class RequiredScopesCheck {
    private final ContractContext run;

    RequiredScopesCheck(ContractContext run) {
        this.run = run;
    }

    void declaredScopesSuffice(AccessStream stream) throws ConnectorException {
        try (ProviderDouble restricted =
                run.contract().startDouble(ProviderDoubleOptions.restrictedTo(stream.requiredScopes()))) {
            assertThat(run.walk(stream, restricted, TrafficInterceptor.NONE).keys())
                    .as("rows read with only %s", stream.requiredScopes())
                    .containsExactlyElementsOf(run.faultFreeWalk(stream).keys());
        }
    }

    /**
     * Reads the stream without any scope, and without each scope in turn. If no problem is reported when a scope is
     * missing, the declared set is not minimal.
     */
    void missingScopesAreReported(AccessStream stream) {
        Set<Set<String>> tooFew = new LinkedHashSet<>();
        for (String missing : stream.requiredScopes()) {
            Set<String> rest = new TreeSet<>(stream.requiredScopes());
            rest.remove(missing);
            tooFew.add(rest);
            tooFew.add(Set.of());
        }
        for (Set<String> held : tooFew) {
            try (ProviderDouble restricted = run.contract().startDouble(ProviderDoubleOptions.restrictedTo(held))) {
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> run.walk(stream, restricted, TrafficInterceptor.NONE));
                assertThat(refused)
                        .as("reading '%s' with only %s of %s", stream.id(), held, stream.requiredScopes())
                        .isNotNull();
                assertThat(refused.problem()).isInstanceOf(InsufficientScope.class);
            }
        }
    }
}
