package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.NOTES;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static io.grantkeeper.functions.decide.DecideFixture.evaluationRequest;
import static io.grantkeeper.functions.decide.DecideFixture.json;
import static io.grantkeeper.functions.decide.DecideFixture.permitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A search for agents")
class InventorySearchTest {
    private final DecideFixture fixture = new DecideFixture();

    private IdentityId agent(IdentityStatus status) {
        IdentityId id = ModelSamples.appId(status.name().toLowerCase(java.util.Locale.ROOT));
        var _ = fixture.access.apply(
                TENANT,
                new ObservationBatch(
                        ModelSamples.NOON,
                        false,
                        List.of(new AccessObservation.IdentityObserved(
                                NonHumanIdentity.of(id, ModelSamples.GOOGLE, "oauth-client", id.externalId())))));
        fixture.access.saveSummary(
                TENANT,
                ModelSamples.summary(id, status, Severity.MEDIUM, Optional.empty())
                        .withRecognition(AiVerdict.YES, Optional.empty(), List.of()));
        return id;
    }

    /** Searches with one result per page, and returns the ids on all pages. */
    private List<String> search(String type) {
        List<String> found = new ArrayList<>();
        String page = "\"limit\":1";
        while (true) {
            JsonNode result = json(fixture.post("/access/v1/search/subject", """
                    {"subject":{"type":"%s"},"action":{"name":"read"},"resource":{"type":"calendar","id":"c"},
                     "page":{%s}}""".formatted(type, page)));
            result.path("results").forEach(each -> found.add(each.path("id").stringValue()));
            String next = result.at("/page/next_token").stringValue();
            if (next.isEmpty()) {
                return found;
            }
            page = "\"token\":\"%s\"".formatted(next);
        }
    }

    @Test
    void findsAgentsOfEveryStatusThatEvaluationPermits() {
        fixture.applyPolicy(DecideFixture.ASK_FOR_MAIL);
        List<IdentityId> agents = List.of(
                agent(IdentityStatus.SUSPENDED), agent(IdentityStatus.REQUESTED), agent(IdentityStatus.GONE), NOTES);
        List<String> permitted = agents.stream()
                .map(IdentityId::toString)
                .filter(id -> permitted(fixture.decide(evaluationRequest(id, "read", "calendar"))))
                .toList();
        assertThat(permitted).hasSize(3);
        assertThat(search("agent")).containsExactlyInAnyOrderElementsOf(permitted);
        assertThat(search("identity")).containsExactlyInAnyOrderElementsOf(permitted);
    }
}
