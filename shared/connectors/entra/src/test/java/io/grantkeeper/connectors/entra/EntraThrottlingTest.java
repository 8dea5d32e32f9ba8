package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.connector.testkit.ThrottledSweep;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.simulator.http.AnsweredCall;
import io.grantkeeper.simulator.http.SimulatedFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Microsoft tenant that throttles")
class EntraThrottlingTest {
    private final EntraTestTenant tenant = new EntraTestTenant();

    @AfterEach
    void close() {
        tenant.close();
    }

    private List<AccessObservation> sweep(AccessStream stream) throws ConnectorException {
        return new ThrottledSweep(tenant.session(), tenant.simulator.clock()::advance).read(stream);
    }

    private long graphCalls() {
        return tenant.simulator
                .calls()
                .matching(
                        call -> call.path().startsWith("/v1.0/") || call.path().startsWith("/beta/"))
                .size();
    }

    private List<AnsweredCall> batches() {
        return tenant.simulator.calls().matching(call -> call.path().endsWith("/$batch"));
    }

    /**
     * According to Microsoft Graph ("Combine multiple HTTP requests using JSON batching"), a client must retry only the
     * throttled requests.
     */
    @Test
    void resendsOnlyThrottledRequestsOfBatch() throws ConnectorException {
        List<AccessObservation> undisturbed = sweep(new EntraServicePrincipalsStream());
        int needed = batches().size();
        assertThat(needed).isPositive();
        tenant.simulator.calls().clear();
        tenant.entra().throttleInBatches(7, Duration.ofSeconds(30));
        assertThat(sweep(new EntraServicePrincipalsStream())).containsExactlyElementsOf(undisturbed);
        assertThat(tenant.simulator.calls().matching(call -> call.path().endsWith("/servicePrincipals")))
                .as("the page is not read again")
                .hasSize(1);
        assertThat(batches())
                .as("each batch at most twice more: with what was throttled, and with what was throttled of that")
                .hasSizeBetween(needed + 1, 3 * needed);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 12})
    void resumesPageAtRejectedCall(int every) throws ConnectorException {
        for (AccessStream stream : tenant.connector.streams()) {
            tenant.simulator.calls().clear();
            List<AccessObservation> undisturbed = sweep(stream);
            long needed = graphCalls();
            tenant.simulator.calls().clear();
            tenant.simulator.faults().clear();
            tenant.simulator
                    .faults()
                    .onEveryCall(every, () -> true, SimulatedFault.tooManyRequests(Duration.ofSeconds(10)));
            assertThat(sweep(stream)).as(stream.title()).hasSameSizeAs(undisturbed);
            assertThat(graphCalls() - tenant.simulator.faults().injected())
                    .as("answered calls of " + stream.title())
                    .isLessThanOrEqualTo(needed);
            tenant.simulator.faults().clear();
        }
    }

    @Test
    void listsAgentsAndAppsEvenIfSponsorsOfOneAgentCannotBeRead() throws ConnectorException {
        List<AccessObservation> undisturbed = sweep(new EntraServicePrincipalsStream());
        NonHumanIdentity agent =
                StreamSweep.of(new EntraServicePrincipalsStream(), tenant.session()).of(IdentityObserved.class).stream()
                        .map(IdentityObserved::identity)
                        .filter(identity ->
                                identity.ownerClues().stream().anyMatch(clue -> clue.role() == OwnerRole.SPONSOR))
                        .findFirst()
                        .orElseThrow();
        String objectId = agent.attributes().get(EntraIds.OBJECT_ID);
        tenant.entra().rejectPath(objectId + "/microsoft.graph.");
        List<AccessObservation> now = sweep(new EntraServicePrincipalsStream());
        assertThat(now).hasSameSizeAs(undisturbed);
        assertThat(now)
                .filteredOn(item -> !undisturbed.contains(item))
                .singleElement()
                .satisfies(item -> {
                    NonHumanIdentity changed = ((IdentityObserved) item).identity();
                    assertThat(changed.id()).isEqualTo(agent.id());
                    assertThat(changed.attributes()).containsEntry("sponsors", "unknown");
                });
        for (AccessStream stream : List.of(
                new EntraAppRolesStream(), new EntraDelegatedGrantsStream(), new EntraAgentIdentitiesStream())) {
            assertThat(sweep(stream)).as(stream.title()).isNotEmpty();
        }
    }
}
