package io.grantkeeper.functions.decide;

import static io.grantkeeper.functions.decide.DecideFixture.NOTES;
import static io.grantkeeper.functions.decide.DecideFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Every sentence of the decision point")
class DecideSentencesTest {
    private static final ApprovalSubject SUBJECT = new ApprovalSubject.OneIdentity(NOTES);

    /** An agent that requests an action. */
    private record Asking(String agent, String action, String type, String id) {}

    /** A stored access request. */
    private record Requested(AccessApproval approval, Optional<String> why) {}

    /**
     * An action of an agent with an approval of record.
     *
     * @param matters whether a policy depends on the comparison
     */
    private record Acting(
            SortedSet<String> networks,
            Optional<String> hours,
            SortedSet<String> tools,
            List<String> abilities,
            String action,
            String type,
            Optional<String> address,
            Duration after,
            boolean matters) {}

    /** A caller that names unknown agents. In each earlier call, it named as many agents as a call may register. */
    private record Naming(String caller, int earlier, List<String> names, Instant at) {}

    /** A caller that names a thousand unknown agents in each of several calls. */
    private record Flooding(String caller, int calls, Instant at) {}

    private static List<String> onAsking(Asking row) {
        DecideFixture fixture = new DecideFixture();
        fixture.applyPolicy("""
                policy: everything-needs-approval
                intent: An agent asks first.
                covers: {strangers: included}
                rules:
                  - ask: anything
                stage: enforcement
                """);
        String request =
                "{\"subject\":{\"type\":\"agent\",\"id\":\"%s\"},\"action\":{\"name\":\"%s\"},\"resource\":{\"type\":\"%s\",\"id\":\"%s\"}}"
                        .formatted(row.agent(), row.action(), row.type(), row.id());
        JsonNode denied = fixture.decide(request);
        String token = denied.at("/context/access_request/binding_token").stringValue();
        fixture.post(
                "/access/v1/requests",
                request.replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token)));
        return ModelSamples.sentences(
                fixture.findings.open(TENANT, 10, Optional.empty()).items());
    }

    private static List<String> onRequest(Requested row) {
        DecideFixture fixture = new DecideFixture();
        new AccessRequestNotifier(fixture.access, fixture.findings, fixture.alerts, TENANT)
                .ask(row.approval(), NOTES, row.why());
        return ModelSamples.sentences(fixture.findings.openByIdentity(TENANT, NOTES));
    }

    private static List<String> onAction(Acting row) {
        DecideFixture fixture = new DecideFixture();
        ApprovedScope scope = ModelSamples.calendarScope(row.abilities());
        var _ = fixture.approvalsOfRecord()
                .save(
                        TENANT,
                        ApprovalOfRecord.first(SUBJECT, ModelSamples.NOON)
                                .decided(
                                        ApprovalDecision.of(
                                                ApprovalState.APPROVED,
                                                "dana",
                                                ApprovalDecision.Source.COMMAND_LINE,
                                                ModelSamples.NOON,
                                                "pilot"),
                                        Optional.of(scope),
                                        new ApprovalConditions(row.networks(), row.hours(), row.tools())));
        IdentitySummary summary = fixture.access
                .outline(TENANT, NOTES)
                .flatMap(IdentityRecord::summary)
                .orElseThrow();
        fixture.access.saveSummary(
                TENANT,
                summary.withApproval(
                        Optional.of(new ApprovalReview(
                                SUBJECT, ApprovalState.APPROVED, Optional.empty(), true, Collections.emptySortedSet())),
                        ModelSamples.NOON));
        fixture.applyPolicy(
                """
                policy: only-what-was-approved
                intent: Nothing outside the approval.
                %s
                rules:
                  - forbid: anything
                    because: it was not approved for this
                stage: enforcement
                """.formatted(row.matters() ? "covers: {tags: [outside-approval]}" : "covers: {tags: [other]}"));
        fixture.clock.advance(row.after());
        String context = row.address()
                .map(address -> ",\"context\":{\"ip\":\"%s\"}".formatted(address))
                .orElse("");
        return List.of(fixture.decide(
                        "{\"subject\":{\"type\":\"agent\",\"id\":\"notes-client\"},\"action\":{\"name\":\"%s\"},\"resource\":{\"type\":\"%s\",\"id\":\"x\"}%s}"
                                .formatted(row.action(), row.type(), context))
                .at("/context/drift")
                .asString(""));
    }

    private static List<String> onNaming(Naming row) {
        DecideFixture.SharedStores table = new DecideFixture.SharedStores();
        UnknownAgentRegistrar registrar = registrar(table);
        for (int call = 0; call < row.earlier(); call++) {
            registrar.register(row.caller(), agents("earlier-" + call + "-", UnknownAgentRegistrar.PER_CALL), row.at());
        }
        Map<String, String> named = new LinkedHashMap<>();
        row.names().forEach(name -> named.put(name, "agent"));
        registrar.register(row.caller(), named, row.at());
        return textsOf(table);
    }

    private static List<String> onFlood(Flooding row) {
        DecideFixture.SharedStores table = new DecideFixture.SharedStores();
        UnknownAgentRegistrar registrar = registrar(table);
        for (int call = 0; call < row.calls(); call++) {
            registrar.register(row.caller(), agents("call-" + call + "-", 1_000), row.at());
        }
        return textsOf(table);
    }

    private static Map<String, String> agents(String prefix, int count) {
        Map<String, String> agents = new LinkedHashMap<>();
        IntStream.range(0, count).forEach(i -> agents.put(prefix + i, "agent"));
        return agents;
    }

    private static UnknownAgentRegistrar registrar(DecideFixture.SharedStores table) {
        return new UnknownAgentRegistrar(
                table.access, table.handled, table.budgets, table.findings, table.alerts, TENANT);
    }

    private static List<String> textsOf(DecideFixture.SharedStores table) {
        List<String> texts = new ArrayList<>(ModelSamples.sentences(
                table.findings.open(TENANT, 100, Optional.empty()).items()));
        table.access
                .identities(TENANT, new IdentityQuery.OfConnection(ConnectionId.DECISION_POINT), 100, Optional.empty())
                .items()
                .forEach(identity -> texts.add(identity.displayName().text()));
        table.findings.open(TENANT, 100, Optional.empty()).items().stream()
                .map(Finding::identity)
                .distinct()
                .flatMap(id -> table.access.outline(TENANT, id).stream())
                .forEach(found ->
                        texts.add(found.identity().content().displayName().text()));
        return texts;
    }

    private static Acting acting(String action, String type) {
        return new Acting(
                Collections.emptySortedSet(),
                Optional.empty(),
                Collections.emptySortedSet(),
                List.of("read your calendar events", "read your contacts", "read your tasks"),
                action,
                type,
                Optional.empty(),
                Duration.ofMinutes(1),
                true);
    }

    private static Acting from(String network, Optional<String> address) {
        Acting any = acting("read", "calendar");
        return new Acting(
                new TreeSet<>(List.of(network)),
                any.hours(),
                any.tools(),
                any.abilities(),
                any.action(),
                any.type(),
                address,
                any.after(),
                true);
    }

    private static Acting during(String hours, Duration after) {
        Acting any = acting("read", "calendar");
        return new Acting(
                any.networks(),
                Optional.of(hours),
                any.tools(),
                any.abilities(),
                any.action(),
                any.type(),
                any.address(),
                after,
                true);
    }

    private static Acting with(String tool) {
        Acting any = acting("read", "calendar");
        return new Acting(
                any.networks(),
                any.hours(),
                new TreeSet<>(List.of(tool)),
                any.abilities(),
                any.action(),
                any.type(),
                any.address(),
                any.after(),
                true);
    }

    private static AccessApproval request() {
        return new AccessApproval(
                "request-1",
                "sha256:binding",
                PolicyVersion.ofText("policy"),
                "Notes asks to send mail inbox",
                NOTES.toString(),
                Optional.of("gateway"),
                Optional.empty(),
                ModelSamples.NOON,
                ModelSamples.minute(60),
                Duration.ofMinutes(45),
                List.of("mail-needs-approval"));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "invented " + i).toList();
    }

    @Test
    void everySentenceIsSupportedByItsStoredRow() {
        SentenceReview sentences = new SentenceReview(SentenceTemplates.in(Path.of("src/main/java")))
                .without("the table rejected the decision: …", "a reason in the parking queue, for operators")
                .without("… for …/…", "the text of a digest in the ledger")
                .without(" unknown-agents/…", "the id of a group of agents")
                .scene(
                        "an action that needs approval",
                        new Asking("notes-client", "send", "mail", "inbox"),
                        DecideSentencesTest::onAsking)
                .scene(
                        "a request for access",
                        new Requested(request(), Optional.of("the customer waits")),
                        DecideSentencesTest::onRequest)
                .scene("an action outside the scope", acting("send", "mail"), DecideSentencesTest::onAction)
                .scene("a tool that was not approved", with("list"), DecideSentencesTest::onAction)
                .scene(
                        "a network that was not approved",
                        from("10.0.0.0/8", Optional.of("203.0.113.7")),
                        DecideSentencesTest::onAction,
                        List.of(
                                from("10.0.0.0/8", Optional.of("203.0.113.8")),
                                from("10.1.0.0/16", Optional.of("203.0.113.7"))))
                .scene(
                        "an unknown network",
                        from("10.0.0.0/8", Optional.empty()),
                        DecideSentencesTest::onAction,
                        List.of(from("10.1.0.0/16", Optional.empty())))
                .scene(
                        "a time that was not approved",
                        during("08:00-09:00 UTC", Duration.ofMinutes(5)),
                        DecideSentencesTest::onAction,
                        List.of(
                                during("08:00-09:00 UTC", Duration.ofMinutes(7)),
                                during("08:00-10:00 UTC", Duration.ofMinutes(5))))
                .scene(
                        "many unknown agents in one call",
                        new Naming("gateway", 0, names(13), ModelSamples.NOON),
                        DecideSentencesTest::onNaming,
                        List.of(new Naming("gateway", 0, names(14), ModelSamples.NOON)))
                .scene(
                        "one more unknown agent on the same day",
                        new Naming("gateway", 5, names(1), ModelSamples.NOON),
                        DecideSentencesTest::onNaming,
                        List.of(new Naming("gateway", 5, names(2), ModelSamples.NOON)))
                .scene(
                        "a caller that goes on all day",
                        new Flooding("gateway", 2, ModelSamples.NOON),
                        DecideSentencesTest::onFlood);

        assertThat(sentences.problems()).isEmpty();
    }
}
