package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.NOTES;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static io.grantkeeper.functions.decide.DecideFixture.evaluationRequest;
import static io.grantkeeper.functions.decide.DecideFixture.json;
import static io.grantkeeper.functions.decide.DecideFixture.permitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A decision about an agent with an approval of record")
class ApprovalOfRecordDecisionTest {
    private static final ApprovalSubject SUBJECT = new ApprovalSubject.OneIdentity(NOTES);
    private static final String ALLOW_ALL = """
        policy: everything
        intent: Agents may read and send.
        rules:
          - allow: read calendars
          - allow: send mail
        stage: enforcement
        """;
    private static final String FORBID_OUTSIDE = """
        policy: only-what-was-approved
        intent: Nothing outside the approval.
        covers:
          tags: [outside-approval]
        rules:
          - forbid: anything
            because: it was not approved for this
        stage: enforcement
        """;

    private final DecideFixture fixture = new DecideFixture();

    private void approve(ApprovalState state, Optional<Instant> until, String tool, Set<DriftKind> drift) {
        ApprovalConditions conditions = new ApprovalConditions(
                Collections.emptySortedSet(),
                Optional.empty(),
                tool.isEmpty() ? Collections.emptySortedSet() : new TreeSet<>(List.of(tool)));
        approve(state, until, conditions, drift);
    }

    private void approve(
            ApprovalState state, Optional<Instant> until, ApprovalConditions conditions, Set<DriftKind> drift) {
        ApprovedScope scope = ModelSamples.calendarScope(List.of("read your calendar events"));
        ApprovalDecision decision = ApprovalDecision.of(
                        state, "dana", ApprovalDecision.Source.COMMAND_LINE, ModelSamples.NOON, "pilot")
                .withUntil(until);
        var _ = fixture.approvalsOfRecord()
                .save(
                        TENANT,
                        ApprovalOfRecord.first(SUBJECT, ModelSamples.NOON)
                                .decided(decision, Optional.of(scope), conditions));
        IdentitySummary summary = fixture.access
                .outline(TENANT, NOTES)
                .flatMap(IdentityRecord::summary)
                .orElseThrow();
        fixture.access.saveSummary(
                TENANT,
                summary.withApproval(
                        Optional.of(new ApprovalReview(SUBJECT, state, until, true, new TreeSet<>(drift))),
                        ModelSamples.NOON));
    }

    private JsonNode decide(String action, String type) {
        return fixture.decide(evaluationRequest("notes-client", action, type));
    }

    private static String drift(JsonNode response) {
        return response.path("context").path("drift").asString("");
    }

    @Test
    void reportsActionOutsideApprovalWithoutDenyingIt() {
        approve(ApprovalState.APPROVED, Optional.empty(), "", Set.of());
        fixture.applyPolicy(ALLOW_ALL);
        JsonNode inside = decide("read", "calendar");
        assertThat(permitted(inside)).isTrue();
        assertThat(drift(inside)).isEmpty();
        JsonNode outside = decide("send", "mail");
        assertThat(permitted(outside)).isTrue();
        assertThat(drift(outside))
                .isEqualTo("It asks to send mail, but was approved only to read your calendar events.");
    }

    @Test
    void deniesActionOutsideApprovalIfPolicyRequiresIt() {
        approve(ApprovalState.APPROVED, Optional.empty(), "", Set.of());
        fixture.applyPolicy(ALLOW_ALL);
        fixture.applyPolicy(FORBID_OUTSIDE);
        assertThat(permitted(decide("read", "calendar"))).isTrue();
        JsonNode outside = decide("send", "mail");
        assertThat(permitted(outside)).isFalse();
        assertThat(drift(outside)).startsWith("It asks to send mail");
    }

    @Test
    void statesThatToolIsOutsideConditionsOfApproval() {
        approve(ApprovalState.APPROVED, Optional.empty(), "list", Set.of());
        fixture.applyPolicy(ALLOW_ALL);
        assertThat(drift(decide("read", "calendar")))
                .isEqualTo("It asks to use read, but was approved only with list.");
    }

    private void approveOnly(List<String> networks, Optional<String> hours) {
        approve(
                ApprovalState.APPROVED,
                Optional.empty(),
                new ApprovalConditions(new TreeSet<>(networks), hours, Collections.emptySortedSet()),
                Set.of());
    }

    private JsonNode decideFrom(String address) {
        String request = evaluationRequest("notes-client", "read", "calendar").strip();
        return fixture.decide(
                "%s,\"context\":{\"ip\":\"%s\"}}".formatted(request.substring(0, request.length() - 1), address));
    }

    @Test
    void comparesAddressWithApprovedNetworks() {
        approveOnly(List.of("10.0.0.0/8"), Optional.empty());
        fixture.applyPolicy(ALLOW_ALL);
        assertThat(drift(decideFrom("10.1.2.3"))).isEmpty();
        assertThat(drift(decideFrom("203.0.113.7")))
                .isEqualTo("It asks to act from 203.0.113.7, but was approved only from 10.0.0.0/8.");
        assertThat(drift(decide("read", "calendar")))
                .as("without an address, nothing is proved")
                .isEmpty();
        fixture.applyPolicy(FORBID_OUTSIDE);
        assertThat(permitted(decideFrom("10.1.2.3"))).isTrue();
        assertThat(permitted(decideFrom("203.0.113.7"))).isFalse();
        JsonNode unknown = decide("read", "calendar");
        assertThat(permitted(unknown)).isFalse();
        assertThat(drift(unknown))
                .isEqualTo("It asks to act from an unknown network, but was approved only from 10.0.0.0/8.");
    }

    @Test
    void bindsApprovalOfRequestToAddressIfPolicyAsksOutsideApprovedNetworks() {
        approveOnly(List.of("10.0.0.0/8"), Optional.empty());
        fixture.applyPolicy(ALLOW_ALL);
        fixture.applyPolicy("""
            policy: outside-needs-approval
            intent: An agent asks before it acts outside its approval.
            covers:
              tags: [outside-approval]
            rules:
              - ask: anything
            stage: enforcement
            """);
        JsonNode denied = decideFrom("203.0.113.7");
        assertThat(permitted(denied)).isFalse();
        String token = denied.at("/context/access_request/binding_token").stringValue();
        String request = evaluationRequest("notes-client", "read", "calendar")
                .strip()
                .replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token));
        String id = json(fixture.call("POST", "/access/v1/requests", "key-of-the-gateway", request, Map.of()))
                .at("/task/id")
                .stringValue();
        var _ = fixture.answers.approve(TENANT, id, "dana", Optional.empty(), Optional.empty());
        assertThat(permitted(decideFrom("203.0.113.7"))).isTrue();
        assertThat(permitted(decideFrom("198.51.100.9"))).isFalse();
    }

    @Test
    void comparesTimeWithApprovedHours() {
        approveOnly(List.of(), Optional.of("08:00-18:00 UTC"));
        fixture.applyPolicy(ALLOW_ALL);
        fixture.applyPolicy(FORBID_OUTSIDE);
        assertThat(permitted(decide("read", "calendar"))).isTrue();
        fixture.clock.advance(Duration.ofHours(10));
        JsonNode late = decide("read", "calendar");
        assertThat(permitted(late)).isFalse();
        assertThat(drift(late))
                .startsWith("It asks to act at ")
                .endsWith(", but was approved only for 08:00-18:00 UTC.");
    }

    @Test
    void treatsHoursInFreeTextAsUnknown() {
        approveOnly(List.of(), Optional.of("when the office is open"));
        fixture.applyPolicy(ALLOW_ALL);
        assertThat(drift(decide("read", "calendar"))).isEmpty();
        fixture.applyPolicy(FORBID_OUTSIDE);
        assertThat(permitted(decide("read", "calendar"))).isFalse();
    }

    @Test
    void statesNothingAboutActionWhoseMeaningIsUnknown() {
        approve(ApprovalState.APPROVED, Optional.empty(), "", Set.of());
        fixture.applyPolicy(ALLOW_ALL);
        assertThat(drift(decide("frobnicate", "widget"))).isEmpty();
    }

    @Test
    void policiesCanRestrictAgentsThatReachTierZero() {
        fixture.applyPolicy(ALLOW_ALL);
        fixture.applyPolicy("""
            policy: no-agent-reaches-tier-zero-without-approval
            intent: An agent on a path to tier zero does nothing without approval.
            covers:
              tags: [reaches-tier-zero]
              approved: false
            rules:
              - forbid: anything
                because: it can get control of a whole provider
            stage: enforcement
            """);
        assertThat(permitted(decide("read", "calendar"))).isTrue();
        fixture.access.saveSummary(
                TENANT,
                fixture.access
                        .outline(TENANT, NOTES)
                        .flatMap(IdentityRecord::summary)
                        .orElseThrow()
                        .withZones(new TreeSet<>(Set.of("tier-zero"))));
        assertThat(permitted(decide("read", "calendar"))).isFalse();
        approve(ApprovalState.APPROVED, Optional.empty(), "", Set.of());
        assertThat(permitted(decide("read", "calendar"))).as("with approval").isTrue();
    }

    @Test
    void policiesCanDependOnDriftAndApproval() {
        String drifted = """
            policy: drifted-agents-stop
            intent: Drift stops an agent.
            covers:
              tags: [drifted-access]
            rules:
              - forbid: anything
                because: it has drifted
            stage: enforcement
            """;
        String approvedOnly = """
            policy: approved-only
            intent: Approved agents may read.
            covers:
              approved: true
            rules:
              - allow: read calendars
            stage: enforcement
            """;
        fixture.applyPolicy(approvedOnly);
        assertThat(permitted(decide("read", "calendar"))).isFalse();
        approve(ApprovalState.APPROVED, Optional.of(ModelSamples.NOON.plus(Duration.ofDays(1))), "", Set.of());
        assertThat(permitted(decide("read", "calendar"))).isTrue();
        fixture.clock.advance(Duration.ofDays(2));
        assertThat(permitted(decide("read", "calendar"))).as("after its end").isFalse();
        assertThat(fixture.recorded().getLast().subject().toString()).contains("drifted-ended");
        fixture.applyPolicy(ALLOW_ALL);
        fixture.applyPolicy(drifted);
        assertThat(permitted(decide("read", "calendar"))).isTrue();
        fixture.access.saveSummary(
                TENANT,
                fixture.access
                        .outline(TENANT, NOTES)
                        .flatMap(IdentityRecord::summary)
                        .orElseThrow()
                        .withApproval(
                                Optional.of(new ApprovalReview(
                                        SUBJECT,
                                        ApprovalState.APPROVED,
                                        Optional.empty(),
                                        true,
                                        new TreeSet<>(Set.of(DriftKind.ACCESS)))),
                                ModelSamples.NOON));
        assertThat(permitted(decide("read", "calendar"))).isFalse();
    }
}
