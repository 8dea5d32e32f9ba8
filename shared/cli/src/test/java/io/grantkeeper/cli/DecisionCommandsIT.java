package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The commands about decisions and approvals")
class DecisionCommandsIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final String KEY = "key-of-the-gateway";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String POLICY = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail, known or not.
            covers: {strangers: included}
            rules:
              - ask: send mail
              - allow: read calendars
            stage: enforcement
            """;

    @TempDir
    private Path folder;

    private Ran run(String... arguments) {
        return new CommandRunner(folder).run(arguments);
    }

    private Ran runOnLedger(String... arguments) {
        return new CommandRunner(folder).onLedger(arguments);
    }

    private LocalSuiteOptions options() {
        return LocalSuiteOptions.deciding(
                new DecideDependencies(TENANT, DecideConfig.withKey("gateway", KEY), List.of()), Optional.of(folder));
    }

    private static JsonNode post(LocalSuite suite, String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(
                            HttpRequest.newBuilder(URI.create(suite.address().orElseThrow() + path))
                                    .header("Content-Type", "application/json")
                                    .header("X-API-Key", KEY)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    private static String ask(String action, String type, String id) {
        return "{\"subject\":{\"type\":\"agent\",\"id\":\"notes\"},\"action\":{\"name\":\"%s\"},\"resource\":{\"type\":\"%s\",\"id\":\"%s\"}}"
                .formatted(action, type, id);
    }

    /**
     * Makes one decision that permits reading a calendar and three decisions that deny sending an email, and requests
     * access for each email.
     */
    private void requestAccess() throws Exception {
        Files.writeString(folder.resolve("grantkeeper.json"), "{\"tenant\": \"acme\", \"connections\": []}");
        try (LocalSuite suite = LocalSuite.start(options())) {
            suite.stores()
                    .policies()
                    .save(
                            TENANT,
                            StoredPolicy.of("mail-needs-approval", POLICY, PolicyStage.ENFORCEMENT, Instant.now()));
            var _ = post(suite, "/access/v1/evaluation", ask("read", "calendar", "c"));
            for (String mail : List.of("m1", "m2", "m3")) {
                String token = post(suite, "/access/v1/evaluation", ask("send", "mail", mail))
                        .at("/context/access_request/binding_token")
                        .stringValue();
                var _ = post(
                        suite,
                        "/access/v1/requests",
                        ask("send", "mail", mail)
                                .replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token)));
            }
        }
    }

    private void seal() throws Exception {
        try (LocalSuite suite = LocalSuite.start(options())) {
            assertThat(suite.seal().size()).isPositive();
        }
    }

    @Test
    void listsAndAnswersRequestsAndShowsProvesAndVerifiesDecisions() throws Exception {
        requestAccess();

        Ran pending = run("approvals", "--pending", "--json");
        assertThat(pending.exit()).as(pending.err()).isZero();
        assertThat(pending.json()).hasSize(3);
        List<String> requests = pending.json()
                .valueStream()
                .map(request -> request.path("id").stringValue())
                .toList();
        assertThat(run("approvals").out()).contains("notes asks to send mail m1", "pending");

        Ran approved = run("approve", requests.get(0), "--by", "dana", "--json");
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(approved.json().path("state").stringValue()).isEqualToIgnoringCase("approved");
        assertThat(Duration.between(
                        Instant.parse(approved.json().path("validFrom").stringValue()),
                        Instant.parse(approved.json().path("validUntil").stringValue())))
                .as("for the configured time")
                .isEqualTo(Duration.ofHours(1));
        assertThat(run("approve", requests.get(0), "--by", "dana").exit())
                .as("answering twice")
                .isZero();
        assertThat(run("deny", requests.get(1), "--by", "dana").out()).contains("denied");
        assertThat(run("expire", requests.get(2)).out()).contains("cancelled");
        assertThat(run("approvals", "--pending", "--json").json()).isEmpty();

        Ran contrary = run("deny", requests.get(0), "--by", "dana");
        assertThat(contrary.exit()).isEqualTo(2);
        assertThat(contrary.err()).contains("is already approved; it can be answered only once");
        for (String requester : List.of("gateway", "notes", "Notes ")) {
            Ran self = run("approve", requests.get(1), "--by", requester);
            assertThat(self.exit()).isEqualTo(2);
            assertThat(self.err()).contains("someone else must answer");
        }

        Ran list = run("decisions", "list", "--json");
        assertThat(list.exit()).as(list.err()).isZero();
        assertThat(list.json()).hasSize(4);
        assertThat(run("decisions", "list", "--denied", "--last", "2", "--json").json())
                .hasSize(2);
        assertThat(run("decisions", "list").out()).contains("denied, requestable", "permitted");
        String id = list.json().get(0).path("id").stringValue();
        assertThat(run("decisions", "show", id).out()).contains("notes asked to send mail m3", "mail-needs-approval");
        assertThat(run("decisions", "show", id, "--json").json().path("id").stringValue())
                .isEqualTo(id);

        Ran early = runOnLedger("decisions", "prove", id);
        assertThat(early.exit()).isEqualTo(2);
        assertThat(early.err())
                .contains("is recorded but not in the ledger yet", "within a minute", "grantkeeper sweep")
                .hasLineCount(1);
        try (LocalSuiteStores stores = LocalSuiteStores.open(folder.resolve("data"))) {
            assertThat(new SealDecisions(stores.decisionBatches(), stores.entries(), Clock.systemUTC())
                            .seal(TENANT, () -> true))
                    .isEqualTo(4);
        }
        assertThat(runOnLedger("decisions", "prove", id).err())
                .as("in a batch whose entry has no position yet")
                .contains("is recorded but not in the ledger yet");
        seal();
        Path proof = folder.resolve("proof.json");
        assertThat(runOnLedger("decisions", "prove", id, "--out", proof.toString())
                        .exit())
                .isZero();
        Ran verified = runOnLedger("decisions", "verify", proof.toString());
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("The decision is number");
        String complete = Files.readString(proof);
        for (int length : new int[] {0, 1, complete.length() / 3, complete.length() / 2, complete.length() - 3}) {
            Files.writeString(proof, complete.substring(0, length));
            runOnLedger("decisions", "verify", proof.toString()).requireUsageError("is not a complete proof");
        }
        Files.writeString(proof, complete.replace("m3", "m4"));
        Ran tampered = runOnLedger("decisions", "verify", proof.toString());
        assertThat(tampered.exit()).isEqualTo(1);
        assertThat(tampered.out()).contains("Not proved");
    }

    @Test
    void inventoryListsUnknownAgentThatRequestedDecision() throws Exception {
        requestAccess();
        try (LocalSuite suite = LocalSuite.start(options())) {
            Instant deadline = Instant.now().plusSeconds(600);
            IdentityQuery unknownAgents = new IdentityQuery.OfConnection(ConnectionId.DECISION_POINT);
            while (suite.stores()
                    .access()
                    .identities(TENANT, unknownAgents, 1, Optional.empty())
                    .items()
                    .isEmpty()) {
                assertThat(Instant.now()).isBefore(deadline);
                var _ = suite.runUntilQuiet(_ -> {}, Duration.ofSeconds(1)); // an alert waits for a minute
            }
        }
        for (String[] command : new String[][] {
            {"inventory", "--json"}, {"inventory", "decision-point", "--json"},
        }) {
            Ran inventory = run(command);
            assertThat(inventory.exit()).as(inventory.err()).isZero();
            assertThat(inventory.json())
                    .extracting(identity -> identity.path("id").stringValue())
                    .containsExactly("decision-point/ai-agent/notes");
        }
        run("inventory", "nowhere").requireUsageError("connection 'nowhere' is not configured");
    }

    @Test
    void namesAgentAndSubjectItActedFor() throws Exception {
        Files.writeString(folder.resolve("grantkeeper.json"), "{\"tenant\": \"acme\", \"connections\": []}");
        String agent = "an-agent-whose-name-is-so-long-that-a-table-of-decisions-would-have-to-truncate-it-at-160";
        try (LocalSuite suite = LocalSuite.start(options())) {
            var _ = post(suite, "/access/v1/evaluation", """
                    {"subject":{"type":"user","id":"alice","properties":{"act":{"sub":"%s"}}},
                     "action":{"name":"read"},"resource":{"type":"calendar","id":"c"}}""".formatted(agent));
        }
        Ran list = run("decisions", "list");
        assertThat(list.out()).contains("who", agent + " (on behalf of alice)");
        String id = run("decisions", "list", "--json").json().get(0).path("id").stringValue();
        assertThat(list.out()).contains(id);
        assertThat(run("decisions", "show", id).out())
                .startsWith(agent + " (on behalf of alice) asked to read calendar c");
    }

    @Test
    void rejectsInvalidArguments() throws Exception {
        requestAccess();
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        for (String[] wrong : new String[][] {
            {"approve", "nothing", "there is no request with the id 'nothing'"},
            {"approve", "nothing", "--for", "soon", "--for must look like 30m, 2h or 7d"},
            {"approve", "nothing", "--for", "0h", "--for must look like 30m, 2h or 7d"},
            {"approve", "nothing", "--from", "tomorrow", "--from must look like"},
            {"deny", "nothing", "there is no request with the id 'nothing'"},
            {"expire", "nothing", "there is no request with the id 'nothing'"},
            {"decisions", "show", "nothing", "decision 'nothing' not found"},
            {"decisions", "list", "--days", "0", "--days must be from 1"},
            {"decisions", "list", "--days", "99999999", "--days must be from 1"},
            {"decisions", "list", "--last", "-1", "--last must be 1 or more"},
            {"decisions", "verify", "nowhere.json", "nowhere.json does not exist"},
            {"decisions", "verify", empty.toString(), "is not a complete proof from 'decisions prove'"}
        }) {
            Ran result = run(Arrays.copyOf(wrong, wrong.length - 1));
            assertThat(result.exit()).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(result.err()).contains(wrong[wrong.length - 1]).doesNotContain("\tat ");
        }
        for (String[] incomplete : new String[][] {{"approve"}, {"decisions", "show"}, {"decisions", "verify"}}) {
            assertThat(CommandRunner.runPlain(incomplete).exit()).isEqualTo(2);
        }
    }
}
