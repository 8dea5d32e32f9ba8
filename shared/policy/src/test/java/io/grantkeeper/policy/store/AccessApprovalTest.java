package io.grantkeeper.policy.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("An access request")
class AccessApprovalTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final AccessApproval REQUEST = new AccessApproval(
                    "one",
                    "sha256:a",
                    PolicyVersion.ofText("set"),
                    "notes asks to send mail inbox",
                    "acme/oauth-client/notes",
                    Optional.of("gateway"),
                    Optional.of(
                            new ApprovalRequester("notes", Optional.of("alice"), List.of("gateway", "notes", "alice"))),
                    NOON,
                    NOON.plus(Duration.ofHours(1)),
                    Duration.ofMinutes(30),
                    List.of("mail-needs-approval"))
            .withRevision(1);

    @Test
    void returnsTimeAtWhichRequestOrApprovalEnded() {
        Instant later = NOON.plus(Duration.ofDays(1));
        AccessApproval approved = REQUEST.approved("dana", NOON, NOON, NOON.plusSeconds(60));
        assertThat(REQUEST.endedAt(NOON)).isEmpty();
        assertThat(approved.endedAt(NOON)).isEmpty();
        assertThat(REQUEST.endedAt(later)).contains(REQUEST.requestExpires());
        assertThat(approved.endedAt(later)).contains(NOON.plusSeconds(60));
        assertThat(approved.closed(AccessApproval.State.CANCELLED, "dana", NOON.plusSeconds(9))
                        .endedAt(later))
                .contains(NOON.plusSeconds(9));
        assertThat(REQUEST.closed(AccessApproval.State.DENIED, "dana", NOON.plusSeconds(8))
                        .endedAt(later))
                .contains(NOON.plusSeconds(8));
    }

    @Test
    void recognizesRequesterByEveryName() {
        for (String name : List.of("gateway", "notes", " Notes", "ALICE", "acme/oauth-client/notes", "\uff4eotes")) {
            assertThat(REQUEST.isRequestedBy(name)).as(name).isTrue();
        }
        assertThat(REQUEST.isRequestedBy("dana")).isFalse();
    }

    @Test
    void recognizesRequesterByLoginAndAddress() {
        assertThat(REQUEST.isRequestedBy("Alice@acme.example")).isTrue();
        assertThat(REQUEST.isRequestedBy("malice@acme.example")).isFalse();
        assertThat(REQUEST.isRequestedBy("notes@acme.example"))
                .as("a team whose address resembles the agent's name")
                .isFalse();

        ApprovalRequester bob = new ApprovalRequester("notes", Optional.empty(), List.of("bob@acme.example"));
        assertThat(bob.isNamed("bob")).isTrue();
        assertThat(bob.isNamed("bob@acme.example")).isTrue();
        assertThat(bob.isNamed("bob@partner.example")).as("another person").isFalse();
    }

    @Test
    void readsRequestThatEarlierVersionStoredWithoutRequester() {
        ObjectNode row = (ObjectNode) DecisionJson.mapper().valueToTree(REQUEST);
        row.remove("requester");
        AccessApproval read = DecisionJson.mapper().readValue(row.toString(), AccessApproval.class);
        assertThat(read.requester()).isEmpty();
        assertThat(read.requestedBy()).contains("gateway");
        assertThat(read.isRequestedBy("gateway")).isTrue();
    }
}
