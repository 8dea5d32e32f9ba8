package io.grantkeeper.cli;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.cli.server.ConsoleApiClient;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.console.ConsoleSettings;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.messaging.AlertsConfig;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.runreview.ReviewsConfig;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.local.suite.LocalSuiteEndpoint;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.store.testkit.DecisionSamples;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

@DisplayName("Commands that read through the API of a server")
class ServerCommandsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final IdentityId NOTES = ModelSamples.appId("notes");
    private static final IdentityId OTHER = ModelSamples.appId("other");

    /** Every command that can use a server, with options that select something. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("inventory"),
            List.of("inventory", "--json"),
            List.of("inventory", "--by-product"),
            List.of("show", "notes"),
            List.of("show", NOTES.toString(), "--json"),
            List.of("findings"),
            List.of("findings", "--csv"),
            List.of("findings", "--json", "--severity", "high"),
            List.of("alerts", "list"),
            List.of("alerts", "list", "--json"),
            List.of("alerts", "preview", "--json"),
            List.of("paths", "--json"),
            List.of("posture"),
            List.of("coverage"),
            List.of("coverage", "--json"),
            List.of("incidents", "list"),
            List.of("incidents", "show", "incident-1", "--json"),
            List.of("approved", "list"),
            List.of("approved", "show", NOTES.toString(), "--json"),
            List.of("answers", "--json"),
            List.of("decisions", "list", "--days", "3600"),
            List.of("decisions", "list", "--denied", "--json", "--days", "3600"),
            List.of("policy", "list"),
            List.of("policy", "list", "--json"),
            List.of("review", "list"),
            List.of("review", "show", "agents-1", "--json"));

    @TempDir
    private Path folder;

    private CommandRunner prompt;

    @BeforeEach
    void fill() throws IOException {
        prompt = CommandRunner.configured(folder, """
            {"tenant": "acme", "connections": [
              {"id": "google-acme", "provider": "google", "settings": {"admin-user": "a@acme.example"},
               "credentials": {"service-account-key": "file:/nothing"}}]}
            """);
        prompt.withStores(ServerCommandsIT::fill);
    }

    private static void fill(LocalSuiteStores stores) {
        stores.access()
                .apply(
                        ACME,
                        ModelSamples.batch(
                                NOON,
                                new AccessObservation.PersonObserved(account("dana", "danamills")),
                                new AccessObservation.PersonObserved(account("dana.mills", "Dana Mills")),
                                ModelSamples.granted("notes", DANA, "mail.read", "mail.send"),
                                ModelSamples.granted("other", ModelSamples.ERIN, "files.read")));
        stores.access()
                .saveSummary(
                        ACME, ModelSamples.summary(NOTES, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA)));
        stores.access()
                .saveSummary(
                        ACME,
                        ModelSamples.summary(
                                OTHER, IdentityStatus.ACTIVE, Severity.MEDIUM, Optional.of(ModelSamples.ERIN)));
        stores.findings().open(ACME, ModelSamples.finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        stores.findings().open(ACME, ModelSamples.finding(OTHER, "f2", Severity.MEDIUM), Optional.empty());
        var _ = stores.incidents()
                .save(
                        ACME,
                        Incident.open("incident-1", NOON)
                                .with(
                                        new IncidentEntry(
                                                "entry-1",
                                                NOON,
                                                NOTES,
                                                "google:notes",
                                                Optional.of(
                                                        new IncidentEntry.ProfileName("google-acme", "client/notes")),
                                                "burst",
                                                Severity.HIGH,
                                                "T1530",
                                                "Notes read 4,120 messages within an hour.",
                                                Optional.of("unusual-activity/burst"),
                                                true),
                                        List.of("identity notes")));
        RecordApproval recording = new RecordApproval(
                stores.approvalsOfRecord(),
                stores.access(),
                stores.aliases(),
                stores.recordedFindings(),
                Clock.systemUTC());
        ApprovalSubject subject = new ApprovalSubject.OneIdentity(NOTES);
        Optional<ApprovedScope> scope = recording.currentScope(ACME, subject);
        var _ = recording.decide(
                ACME,
                subject,
                new ApprovalDecision(
                        ApprovalState.APPROVED,
                        "nora@acme.example",
                        ApprovalDecision.Source.CONSOLE,
                        NOON,
                        "needed",
                        Optional.of("SEC-1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                scope,
                ApprovalConditions.none());
        stores.campaigns()
                .open(
                        ACME,
                        new ReviewCampaign(
                                "agents-1",
                                "agents",
                                "All AI agents",
                                NOON,
                                NOON.plus(Duration.ofDays(14)),
                                ReviewCampaign.Unanswered.FLAG,
                                Optional.empty(),
                                Optional.of(1),
                                Optional.empty(),
                                0));
        stores.questions()
                .open(
                        ACME,
                        OwnerQuestion.about(
                                "q1",
                                NOTES,
                                List.of("f1"),
                                Optional.of("agents-1"),
                                "sha256:0",
                                QuestionRecipient.planned(
                                                "Dana",
                                                "dana@acme.example",
                                                RecipientRole.OWNER,
                                                List.of("you installed it"),
                                                NOON)
                                        .notified(NOON),
                                NOON));
    }

    private LocalSuite serve() {
        ConnectionsConfig config = WorkspaceOptions.config(prompt.config());
        LocalSuiteOptions plain = LocalSuiteOptions.deciding(DecideDependencies.of(config), Optional.of(folder));
        return LocalSuite.start(new LocalSuiteOptions(
                plain.tenant(),
                config.connections(),
                plain.credentials(),
                plain.alerts(),
                config.alerts()
                        .flatMap(json -> AnswersConfig.of(
                                AlertsConfig.parse(json), _ -> Secret.of("0123456789abcdef0123456789abcdef")))
                        .map(answers -> _ -> answers),
                config.reviews().map(ReviewsConfig::parse).orElseGet(ReviewsConfig::none),
                plain.detection(),
                plain.clock(),
                plain.data(),
                plain.port(),
                plain.ledgerKeys(),
                plain.witnesses(),
                plain.decisions(),
                plain.signals(),
                config.console().isPresent()
                        ? ConsoleSettings.of(config, reference -> Secret.of("none"))
                        : plain.console()));
    }

    /** Returns one of the accounts of a person whose name only one of them has. */
    private static Person account(String id, String name) {
        return Person.of(
                new PersonId(DANA.connection(), id),
                name,
                KnownOrUnknown.known(ModelSamples.email(DANA)),
                EmploymentStatus.ACTIVE);
    }

    private Map<List<String>, String> outputs(String... more) {
        Map<List<String>, String> outputs = new LinkedHashMap<>();
        for (List<String> command : COMMANDS) {
            String[] arguments = java.util.stream.Stream.concat(command.stream(), java.util.stream.Stream.of(more))
                    .toArray(String[]::new);
            CommandRunner.Ran ran = prompt.run(arguments);
            outputs.put(command, ran.exit() + "\n" + ran.out() + ran.err());
        }
        return outputs;
    }

    @Test
    void printSameOutputAsFromDataFolder() {
        Map<List<String>, String> direct = outputs();
        assertThat(direct.get(List.of("inventory"))).contains("notes").startsWith("0\n");
        assertThat(direct.get(List.of("findings"))).contains("Dana Mills").doesNotContain("danamills");
        try (LocalSuite suite = serve()) {
            URI address = suite.address().orElseThrow();
            Map<List<String>, String> throughServer = outputs("--server", address.toString());
            assertThat(throughServer).isEqualTo(direct);
            assertThat(outputs()).isEqualTo(direct);
        }
    }

    @Test
    void refusePathsForDayBeforeInventoryBeginsOrInFuture() {
        try (LocalSuite suite = serve()) {
            for (String[] server : List.of(
                    new String[] {},
                    new String[] {"--server", suite.address().orElseThrow().toString()})) {
                prompt.run(concat(server, "paths", "--as-of", "2001-01-01"))
                        .requireUsageError("--as-of is '2001-01-01', but the inventory begins on");
                prompt.run(concat(server, "paths", "--as-of", "2999-01-01"))
                        .requireUsageError("must be a day that has begun");
                assertThat(prompt.run(concat(
                                        server,
                                        "paths",
                                        "--as-of",
                                        NOON.toString().substring(0, 10)))
                                .requireSuccess()
                                .out())
                        .contains("Exposure: ");
            }
        }
    }

    private static String[] concat(String[] more, String... command) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(command), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }

    @Test
    void showTicketsOfFindings() {
        try (LocalSuite suite = serve()) {
            Finding finding =
                    suite.stores().findings().openByIdentity(ACME, NOTES).getFirst();
            ticket(suite, "gk-1", finding.key(), "SEC-12", TicketStatus.HANDLED);
            for (List<String> server : List.of(
                    List.<String>of(),
                    List.of("--server", suite.address().orElseThrow().toString()))) {
                assertThat(run(server, "findings").out())
                        .contains("Jira SEC-12", "handled", "https://acme.example/browse/SEC-12");
                assertThat(run(server, "findings", "--json").out()).contains("\"ticket\" : \"SEC-12\"");
            }
        }
    }

    private static void ticket(LocalSuite suite, String id, String finding, String name, TicketStatus status) {
        AlertTicket ticket = AlertTicket.claimed(id, "security-jira", "Jira", NOTES, finding, "Notes", NOON, NOON)
                .withReference(name, Optional.of("https://acme.example/browse/" + name))
                .withStatus(status, NOON);
        assertThat(suite.stores().tickets().open(ACME, ticket)).isTrue();
    }

    @Test
    void showTicketsOpenedByAlertsOfIncident() {
        try (LocalSuite suite = serve()) {
            ticket(suite, "gk-1", "unusual-activity/burst", "SEC-13", TicketStatus.CLOSED);
            ticket(suite, "gk-2", "f1", "SEC-14", TicketStatus.OPEN);
            for (List<String> server : List.of(
                    List.<String>of(),
                    List.of("--server", suite.address().orElseThrow().toString()))) {
                assertThat(run(server, "incidents", "show", "incident-1").out())
                        .contains("Jira SEC-13", "closed", "https://acme.example/browse/SEC-13")
                        .doesNotContain("SEC-14");
                assertThat(run(server, "incidents", "show", "incident-1", "--json")
                                .out())
                        .contains("\"ticket\" : \"SEC-13\"");
            }
        }
    }

    private CommandRunner.Ran run(List<String> more, String... command) {
        return prompt.run(java.util.stream.Stream.concat(java.util.Arrays.stream(command), more.stream())
                        .toArray(String[]::new))
                .requireSuccess();
    }

    @Test
    void readLedgerAndEvidenceAndVerifyThemWithReadersKey() throws IOException {
        try (LocalSuite suite = serve()) {
            String address = suite.address().orElseThrow().toString();
            suite.stores()
                    .entries()
                    .add(
                            ACME,
                            LedgerEntry.of(
                                    "session.started/1",
                                    ACME,
                                    NOON,
                                    new LedgerEvent.SessionStarted("link", "issuer-1", "session-1"),
                                    EntryActor.function("console")));
            var _ = suite.seal();
            Path key = Files.writeString(
                    folder.resolve("ledger.pub"),
                    suite.ledgerKeys().log().getFirst().toString());
            List<String> server = List.of("--server", address, "--signing-key", key.toString());
            assertThat(run(server, "ledger", "show").out()).contains("session.started");
            assertThat(run(server, "ledger", "show", "0").out()).contains("incident-1");
            assertThat(run(server, "ledger", "prove", "--entry", "0").exit()).isZero();
            Path report = folder.resolve("evidence");
            assertThat(run(
                                    server,
                                    "evidence",
                                    "--framework",
                                    "soc2",
                                    "--from",
                                    "2026-11-01",
                                    "--to",
                                    "2026-11-02",
                                    "--out",
                                    report.toString())
                            .out())
                    .contains("files written");
            prompt.run("ledger", "show", "--server", address).requireUsageError("--server needs --signing-key");
            assertThat(prompt.run("ledger", "fsck", "--server", address, "--signing-key", key.toString())
                            .err())
                    .contains("use the console instead");
        }
    }

    @Test
    void showDecisionAndStateThatItWasNotVerified() {
        RecordedDecision decision = DecisionSamples.decision("d-1", 0);
        try (LocalSuite suite = serve()) {
            suite.stores().decisions().record(ACME, List.of(decision));
            CommandRunner.Ran shown = run(
                    List.of("--server", suite.address().orElseThrow().toString()), "decisions", "show", decision.id());
            assertThat(shown.out()).contains(decision.request().action(), "Not checked against the ledger");
        }
    }

    @Test
    void closeIncidentWhileSuiteRuns() {
        try (LocalSuite suite = serve()) {
            CommandRunner.Ran closed =
                    prompt.run("incidents", "close", "incident-1", "--as", "benign", "--because", "a migration");
            assertThat(closed.requireSuccess().out()).contains("closed: incident-1 as benign");
            assertThat(suite.stores()
                            .incidents()
                            .find(ACME, "incident-1")
                            .orElseThrow()
                            .closure()
                            .orElseThrow()
                            .because())
                    .isEqualTo("a migration");
            assertThat(prompt.run("incidents", "close", "incident-1", "--as", "true", "--because", "an attack")
                            .err())
                    .contains("was closed as benign by");
        }
    }

    @Test
    void decideAboutAlertsWhileSuiteRuns() {
        try (LocalSuite suite = serve()) {
            suite.stores()
                    .withheldAlerts()
                    .withhold(
                            ACME,
                            new WithheldAlert(
                                    NOTES,
                                    "dana@acme.example",
                                    "Dana",
                                    "Notes",
                                    Optional.of("notes"),
                                    List.of("identity-appeared"),
                                    Severity.HIGH,
                                    WithheldReason.BASELINE,
                                    NOON,
                                    Optional.empty()));
            List<String> local = List.of();
            assertThat(run(local, "alerts", "mute", "Notes", "--until", "2099-01-31")
                            .out())
                    .contains("Alerts about Notes wait until 2099-01-31.");
            assertThat(run(local, "alerts", "snooze", "dana@acme.example", "--until", "2099-01-31")
                            .out())
                    .contains("wait until 2099-01-31");
            assertThat(run(local, "alerts", "list").out()).contains("notes", "2099-01-31");
            assertThat(run(local, "alerts", "unmute", "notes").exit()).isZero();
            assertThat(run(local, "alerts", "snooze", "dana@acme.example", "--end")
                            .exit())
                    .isZero();
            String released =
                    run(local, "alerts", "release", "--product", "notes").out();
            assertThat(released)
                    .contains(
                            "dana@acme.example", "Released as release-", "The server sends the alerts within minutes.")
                    .doesNotContain("digest");
            String release = released.replaceAll("(?s).*release --undo (\\S+).*", "$1");
            assertThat(suite.stores().withheldAlerts().controls(ACME).releases())
                    .extracting(AlertControls.Release::id)
                    .containsExactly(release);
            assertThat(run(local, "alerts", "release", "--undo", release).out()).contains("was taken back");
            assertThat(suite.stores().withheldAlerts().controls(ACME).releases())
                    .isEmpty();
            assertThat(prompt.run("alerts", "release", "--undo", "release-0").err())
                    .contains("there is no release 'release-0'");
            assertThat(prompt.run("alerts", "release", "--undo", "release of march")
                            .err())
                    .contains("there is no release 'release of march'");
            for (List<String> change : List.of(
                    List.of("alerts", "release", "--by", "sam"), List.of("alerts", "unmute", "notes", "--by", "sam"))) {
                assertThat(prompt.run(change.toArray(String[]::new)).err())
                        .contains("the server records whose API key it is");
            }
            assertThat(suite.stores().withheldAlerts().controls(ACME).releases())
                    .isEmpty();
        }
    }

    @Test
    void startAndCloseReviewWhileSuiteRuns() throws IOException {
        Path key = Files.writeString(folder.resolve("answers.key"), "0123456789abcdef0123456789abcdef");
        Files.writeString(prompt.config(), """
            {"tenant": "acme", "connections": [
              {"id": "google-acme", "provider": "google", "settings": {"admin-user": "a@acme.example"},
               "credentials": {"service-account-key": "file:/nothing"}}],
             "reviews": {"everyone": {"scope": "everything"}},
             "alerts": {"securityTeam": {"name": "Security", "email": "security@acme.example"},
               "from": "grantkeeper@acme.example", "smtp": {"host": "127.0.0.1", "port": 2525},
               "answers": {"url": "https://answers.acme.example", "key": "file:%s"}}}
            """.formatted(key));
        try (LocalSuite suite = serve()) {
            String opened = run(List.of(), "review", "start", "everyone").out();
            assertThat(opened).contains("opened: everyone-").contains("The server sends the invitations");
            String id = opened.replaceAll("(?s).*opened: (\\S+).*", "$1");
            assertThat(suite.stores().campaigns().find(ACME, id)).isPresent();
            assertThat(prompt.run("review", "start", "nothing").err())
                    .contains("review 'nothing' is not configured; use one of [everyone]");
            assertThat(prompt.run("review", "close", "nothing").err()).contains("there is no such review");
        }
    }

    @Test
    void triageAndEvaluatePoliciesWithTheKeyOfAProgram() throws IOException {
        Files.writeString(prompt.config(), """
            {"tenant": "acme", "connections": [
              {"id": "google-acme", "provider": "google", "settings": {"admin-user": "a@acme.example"},
               "credentials": {"service-account-key": "file:/nothing"}}],
             "console": {"apiKeys": [{"id": "automation", "sha256": "%s", "roles": ["admin"],
               "sensitiveOperations": ["triage", "undoTriage"]}]}}
            """.formatted(sha256("program-key-1")));
        try (LocalSuite suite = serve()) {
            URI address = suite.address().orElseThrow();
            Files.writeString(
                    prompt.data().resolve("server.json"),
                    "{\"url\":\"%s\",\"key\":\"program-key-1\"}".formatted(address));
            List<String> server = List.of("--server", address.toString());

            assertThat(run(server, "approved", "triage", "--kind", "oauth-client", "--as", "approved", "--because", "x")
                            .out())
                    .contains("Repeat with --apply to decide about these 1 identities");
            String recorded = run(
                            server,
                            "approved",
                            "triage",
                            "--kind",
                            "oauth-client",
                            "--as",
                            "approved",
                            "--because",
                            "existed before",
                            "--apply")
                    .out();
            assertThat(recorded).contains("Recorded for 1 identities");
            assertThat(state(suite, OTHER)).isEqualTo(ApprovalState.APPROVED);

            String batch = recorded.replaceAll("(?s).*approved undo (\\S+) .*", "$1");
            assertThat(run(server, "approved", "undo", batch, "--because", "too broad")
                            .out())
                    .contains("1 identities are under review again");
            assertThat(state(suite, OTHER)).isEqualTo(ApprovalState.UNDER_REVIEW);
            assertThat(run(server, "policy", "propose").exit()).isZero();
            prompt.run(concat(server.toArray(String[]::new), "policy", "propose", "--dry-run"))
                    .requireUsageError("a server does not accept --dry-run");
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ApprovalState state(LocalSuite suite, IdentityId identity) {
        return suite.stores()
                .approvalsOfRecord()
                .find(ACME, new ApprovalSubject.OneIdentity(identity))
                .orElseThrow()
                .current()
                .state();
    }

    @Test
    void keyFileIsReadableOnlyByItsOwnerAndDeletedWhenSuiteEnds() throws IOException {
        Path file = prompt.data().resolve("server.json");
        Secret key;
        try (LocalSuite _ = serve()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            key = LocalSuiteEndpoint.of(prompt.data()).orElseThrow().key();
        }
        assertThat(file).doesNotExist();
        assertThat(LocalSuiteEndpoint.of(prompt.data())).isEmpty();
        try (LocalSuite suite = serve();
                ConsoleApiClient old = ConsoleApiClient.of(suite.address().orElseThrow(), key)) {
            assertThat(old.isUsable()).isFalse();
            assertThatThrownBy(() -> old.post("incidents/incident-1/close", JsonNodeFactory.instance.objectNode()))
                    .hasMessageContaining("does not accept the API key")
                    .hasMessageNotContaining(key.reveal());
        }
    }

    @Test
    void keyOfLocalSuiteDoesNotPermitApproval() throws IOException {
        try (LocalSuite suite = serve();
                ConsoleApiClient client = ConsoleApiClient.of(
                        suite.address().orElseThrow(),
                        LocalSuiteEndpoint.of(prompt.data()).orElseThrow().key())) {
            assertThatThrownBy(() -> client.post("approvals", JsonNodeFactory.instance.objectNode()))
                    .hasMessageContaining("refused the request");
            assertThat(prompt.run("approved", "add", NOTES.toString(), "--because", "needed")
                            .err())
                    .as("what to do instead")
                    .contains("use the console");
        }
    }

    @Test
    void otherCommandsReportInOneLineThatTheyCannotUseServer() {
        try (LocalSuite suite = serve()) {
            String address = suite.address().orElseThrow().toString();
            for (List<String> command : List.of(
                    List.of("revoke", NOTES.toString(), "--dry-run"),
                    List.of("policy", "remove", "any", "--because", "unused"),
                    List.of("sweep"))) {
                prompt.run(java.util.stream.Stream.concat(
                                        command.stream(), java.util.stream.Stream.of("--server", address))
                                .toArray(String[]::new))
                        .requireUsageError("--server works only with");
            }
        }
    }

    @Test
    void requireKeyAndEncryption() {
        prompt.run("inventory", "--server", "https://grantkeeper.invalid").requireUsageError("GRANTKEEPER_API_KEY");
        assertThatThrownBy(() -> ConsoleApiClient.of(URI.create("http://grantkeeper.example"), Secret.of("key")))
                .hasMessageContaining("https");
        prompt.run("inventory", "--server", "https://a.example", "--table", "grantkeeper")
                .requireUsageError("only one of --server and --table");
    }

    @Test
    void reportUnresponsiveServer() {
        try (ConsoleApiClient nobody = ConsoleApiClient.of(URI.create("http://127.0.0.1:1"), Secret.of("key"))) {
            assertThat(nobody.isUsable()).isFalse();
            assertThatThrownBy(() -> nobody.post("records", JsonNodeFactory.instance.objectNode()))
                    .hasMessageContaining("127.0.0.1:1 does not respond")
                    .hasMessageNotContaining("key");
        }
    }
}
