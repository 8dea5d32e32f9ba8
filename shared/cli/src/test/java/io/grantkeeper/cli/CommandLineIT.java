package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The command line")
class CommandLineIT {
    @TempDir
    private Path folder;

    /** Writes a configuration for the simulated Google tenant, with its key in a file, as an operator would. */
    private Path configure(ProviderSimulator simulator) throws IOException {
        Path key = Files.writeString(
                folder.resolve("key.json"), simulator.credentials().googleKeyFileJson());
        return Files.writeString(folder.resolve("grantkeeper.json"), """
                {"tenant": "larkfield",
                 "connections": [
                   {"id": "google-larkfield", "provider": "google",
                    "settings": {"admin-user": "%s", "base-url": "%s", "token-url": "%s", "iam-url": "%s", "alerts-url": "%s"},
                    "credentials": {"service-account-key": "file:%s"}}]}
                """.formatted(
                        simulator.credentials().googleAdministrator(),
                        simulator.google(),
                        simulator.googleToken(),
                        simulator.googleIam(),
                        simulator.googleAlerts(),
                        key));
    }

    @Test
    void storesSweepInFolderAndShowsInventory() throws IOException {
        Company company = Company.demo(SimulatedClock.runningFrom(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        try (ProviderSimulator simulator = ProviderSimulator.start(company)) {
            String config = configure(simulator).toString();
            String data = folder.resolve("data").toString();
            Ran test = CommandRunner.runPlain("self-test", "--json", "--config", config, "--data", data);
            assertThat(test.exit()).as(test.out() + test.err()).isZero();

            Ran sweep = CommandRunner.runPlain(
                    "sweep", "--json", "--config", config, "--data", data, "--ledger-keys", keys());
            assertThat(sweep.exit()).as(sweep.out() + sweep.err()).isZero();
            assertThat(sweep.json().path("identities").asInt()).isGreaterThan(10);

            Ran inventory = CommandRunner.runPlain("inventory", "--ai", "--json", "--config", config, "--data", data);
            assertThat(inventory.json()).isNotEmpty();
            String id = inventory.json().get(0).path("id").asString();

            JsonNode shown = CommandRunner.runPlain("show", id, "--json", "--config", config, "--data", data)
                    .json();
            assertThat(shown.path("identity").path("content").path("id").asString())
                    .isEqualTo(id);
            JsonNode evidence = shown.path("evidence");
            assertThat(evidence.path("given").size())
                    .isEqualTo(shown.path("grants").size());
            assertThat(evidence.path("given"))
                    .as("Google's listing has no dates, so they come from its log, which is named as the source")
                    .anySatisfy(given -> {
                        assertThat(given.path("at").path("source").asString()).isEqualTo("EVENT");
                        assertThat(given.path("at").path("asOf").isString()).isTrue();
                        assertThat(given.path("by").path("value").asString()).isNotEmpty();
                        assertThat(given.path("by").path("source").isString()).isTrue();
                    });
            assertThat(CommandRunner.runPlain("show", id, "--config", config, "--data", data)
                            .out())
                    .contains("Grants (");
            Ran products =
                    CommandRunner.runPlain("inventory", "--by-product", "--json", "--config", config, "--data", data);
            String product = products.json()
                    .valueStream()
                    .filter(agent -> agent.path("product").isString())
                    .findFirst()
                    .orElseThrow()
                    .path("id")
                    .asString();
            assertThat(CommandRunner.runPlain("show", product, "--config", config, "--data", data)
                            .out())
                    .contains("Aliases (1)", "it can");
            assertThat(CommandRunner.runPlain("show", "no-such-product", "--config", config, "--data", data)
                            .err())
                    .contains("no-such-product", "--by-product");
            CommandRunner commands = new CommandRunner(folder);
            listsFindings(commands);
            showsByNameAndPrefix(commands, id);
            assertThat(CommandRunner.runPlain("coverage", "--config", config, "--data", data)
                            .out())
                    .contains("Coverage gaps of the provider");
            assertThat(folder.resolve("data/alerts")).isNotEmptyDirectory();
            showsPaths(config, data);
            verifyLedger(config, data);
        }
    }

    private static void listsFindings(CommandRunner commands) {
        assertThat(commands.run("findings").requireSuccess().out())
                .contains("shadow AI")
                .containsPattern("id +risk +type +provider +product +identity +owner +age +count +finding")
                .containsPattern("[0-9a-f]{8} +medium +shadow AI +google +Otter.ai +Otter.ai ");
        JsonNode all = commands.run("findings", "--json").requireSuccess().json();
        JsonNode first = all.get(0);
        String shortId = first.path("id").asString();
        assertThat(shortId).matches("[0-9a-f]{8}");
        assertThat(first.path("provider").asString()).isEqualTo("google");

        assertThat(commands.run("findings", "--json", "--type", "shadow-ai", "--severity", "MEDIUM")
                        .json())
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .allSatisfy(one -> {
                    assertThat(one.path("type").asString()).isEqualTo("SHADOW_AI");
                    assertThat(one.path("severity").asString()).isIn("MEDIUM", "HIGH", "CRITICAL");
                });
        assertThat(commands.run("findings", "--json", "--product", "otter").json())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("product").asString()).isEqualTo("Otter.ai"));
        assertThat(commands.run("findings", "--json", "--owner", "none").json())
                .allSatisfy(one -> assertThat(one.path("owner").isNull()).isTrue());
        assertThat(commands.run("findings", "--since", "2126-01-01").out())
                .isEqualToIgnoringNewLines("No open findings.");
        assertThat(commands.run("findings", "--connection", "google-larkfield", "--json")
                        .json())
                .hasSameSizeAs(all);
        commands.run("findings", "--connection", "x").requireUsageError("--connection 'x' is not configured");
        commands.run("findings", "--type", "shadow").requireUsageError("--type 'shadow' is unknown", "shadow-ai");
        commands.run("findings", "--csv", "--json").requireUsageError("only one of");

        Ran csv = commands.run("findings", "--csv").requireSuccess();
        assertThat(csv.out().lines()).hasSize(all.size() + 1);
        assertThat(csv.out()).startsWith("id,severity,type,connection,provider,product,identity,name,owner,");
        JsonNode run = commands.run("findings", "--sarif")
                .requireSuccess()
                .json()
                .path("runs")
                .get(0);
        assertThat(run.path("results")).hasSameSizeAs(all);
        assertThat(run.path("results")
                        .get(0)
                        .path("partialFingerprints")
                        .path("grantkeeper/v1")
                        .asString())
                .isEqualTo(shortId);
        assertThat(run.path("tool").path("driver").path("rules"))
                .anySatisfy(rule -> assertThat(rule.path("id").asString()).isEqualTo("shadow-ai"));

        Ran shown = commands.run("show", shortId.substring(0, 6)).requireSuccess();
        assertThat(shown.out()).contains(shortId, first.path("headline").asString());
    }

    private static void showsByNameAndPrefix(CommandRunner commands, String id) {
        assertThat(commands.run("show", id.substring(0, id.length() - 1))
                        .requireSuccess()
                        .out())
                .as("a unique prefix")
                .contains(id);
        assertThat(commands.run("show", "OTTER.AI").requireSuccess().out())
                .as("a product's name in any case")
                .contains("Aliases (");
        Ran several = commands.run("show", "google-larkfield/");
        assertThat(several.exit()).isEqualTo(1);
        assertThat(several.out()).contains("matches", id);
        assertThat(commands.run("show", "google-larkfield/", "--json")
                        .json()
                        .get(0)
                        .path("id")
                        .asString())
                .startsWith("google-larkfield/");
    }

    private void showsPaths(String config, String data) throws IOException {
        String svg = folder.resolve("paths.svg").toString();
        String graph = folder.resolve("graph.json").toString();
        Ran paths = CommandRunner.runPlain(
                "paths", "--json", "--config", config, "--data", data, "--svg", svg, "--opengraph", graph);
        assertThat(paths.exit()).as(paths.out() + paths.err()).isZero();
        assertThat(paths.json().path("identities").asInt()).isGreaterThan(10);
        assertThat(paths.json().path("notCollected")).isNotEmpty();
        assertThat(Files.readString(Path.of(svg))).startsWith("<svg ");
        assertThat(Files.readString(Path.of(graph))).contains("\"source_kind\":\"Grantkeeper\"");
        assertThat(CommandRunner.runPlain("paths", "--config", config, "--data", data)
                        .out())
                .contains("Identities in tier-zero", "Exposure:", "Not collected:");
        assertThat(CommandRunner.runPlain("paths", "--as-of", "soon", "--config", config, "--data", data)
                        .err())
                .contains("--as-of must be a day");
        assertThat(CommandRunner.runPlain("paths", "--without", "x#y", "--config", config, "--data", data)
                        .err())
                .contains("--without x#y");
    }

    private void verifyLedger(String config, String data) throws IOException {
        String[] where = {"--config", config, "--data", data, "--ledger-keys", keys()};
        String key = ledger(where, "show", "--key").out().strip();
        assertThat(key).startsWith("grantkeeper.local/ledger/larkfield+");
        Ran entries = ledger(where, "show", "--json", "--last", "1000000");
        assertThat(entries.json()
                        .valueStream()
                        .map(entry -> entry.path("entry").path("kind").asString()))
                .contains("identity.registered", "change.observed", "finding.opened")
                .as("the report to the security team; the findings of a first sweep wait until someone releases them")
                .filteredOn("alert.sent"::equals)
                .hasSize(1);
        assertThat(entries.out()).doesNotContain("@larkfield");
        assertThat(ledger(where, "show").out()).contains("change.observed").contains("— grantkeeper.local");
        int size = entries.json().size();

        verifyEvidence(where, key);
        assertThat(entries.json()
                        .valueStream()
                        .map(entry -> entry.path("entry").path("kind").asString()))
                .contains("configuration.changed");

        Path proof = folder.resolve("entry.tlog-proof");
        assertThat(ledger(where, "prove", "--entry", "3", "--out", proof.toString())
                        .exit())
                .isZero();
        assertThat(CommandRunner.runPlain("ledger", "verify", "--key", key, proof.toString())
                        .out())
                .contains("proved")
                .contains("The entry is number 3 in the log grantkeeper.local/ledger/larkfield");
        String id = entries.json().get(0).path("entry").path("id").asString();
        assertThat(ledger(where, "prove", "--id", id).out()).contains("index 0");
        assertThat(ledger(where, "prove", "--entry", String.valueOf(size)).exit())
                .isEqualTo(2);

        Path grew = folder.resolve("grew.proof");
        assertThat(ledger(where, "prove", "--since", String.valueOf(size), "--out", grew.toString())
                        .exit())
                .isZero();
        assertThat(CommandRunner.runPlain("ledger", "verify", "--json", "--key", key, grew.toString())
                        .json()
                        .get(0)
                        .path("proven")
                        .asBoolean())
                .isTrue();

        Files.writeString(proof, Files.readString(proof).replace("index 3", "index 4"));
        Ran refused = CommandRunner.runPlain("ledger", "verify", "--key", key, proof.toString());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("NOT PROVED").contains("expected");
        assertThat(CommandRunner.runPlain("ledger", "verify", "--key", "nonsense", proof.toString())
                        .exit())
                .isEqualTo(2);

        Ran whole = ledger(where, "fsck");
        assertThat(whole.exit()).as(whole.out()).isZero();
        assertThat(whole.out()).contains("%d entries".formatted(size));
        Path exported = folder.resolve("log");
        assertThat(ledger(where, "export", "--to", exported.toString()).exit()).isZero();
        assertThat(CommandRunner.runPlain("ledger", "verify", "--key", key, exported.toString())
                        .out())
                .contains("All " + size);
    }

    /**
     * Verifies that two exports of an auditor's evidence are identical byte for byte, and that the offline verifier
     * accepts their proofs.
     */
    private void verifyEvidence(String[] where, String key) throws IOException {
        String today = java.time.LocalDate.ofInstant(Instant.now(), java.time.ZoneOffset.UTC)
                .toString();
        String yesterday = java.time.LocalDate.parse(today).minusDays(1).toString();
        String[] asked = {"--framework", "csf", "--from", yesterday, "--to", today};
        Path first = folder.resolve("audit");
        Path second = folder.resolve("audit-again");
        assertThat(evidence(where, asked, "--out", first.toString()).exit()).isZero();
        assertThat(evidence(where, asked, "--out", second.toString()).exit()).isZero();
        for (String file : java.util.List.of("evidence.oscal.json", "evidence.html", "controls.csv", "checkpoint")) {
            assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
        }
        try (var proofs = Files.list(first.resolve("proofs"))) {
            Path proof = proofs.sorted().findFirst().orElseThrow();
            assertThat(CommandRunner.runPlain("ledger", "verify", "--key", key, proof.toString())
                            .exit())
                    .isZero();
        }
        assertThat(Files.readString(first.resolve("evidence.html"))).doesNotContain("@larkfield");
        Ran summary = evidence(where, asked, "--json");
        assertThat(summary.json()
                        .path("controls")
                        .valueStream()
                        .map(control -> control.path("verdict").asString()))
                .contains("met", "unknown");
        assertThat(evidence(where, asked, "--format", "oscal").json().has("assessment-results"))
                .isTrue();

        Ran day = evidence(where, new String[] {"--as-of", today}, "--json");
        assertThat(day.json().path("record").path("holders")).isNotEmpty();
        Ran before = evidence(where, new String[] {"--as-of", "2020-01-01"});
        assertThat(before.out()).contains("unknown").contains("What this report cannot show");
        assertThat(evidence(where, new String[] {"--as-of", "yesterday"}).err()).contains("a day such as");
        assertThat(evidence(where, new String[] {"--framework", "hipaa", "--from", today, "--to", today})
                        .exit())
                .isEqualTo(2);
        assertThat(CommandRunner.runPlain("evidence", "--frameworks").out())
                .contains("soc2")
                .contains("eu-ai-act");
    }

    private static Ran evidence(String[] where, String[] asked, String... more) {
        return CommandRunner.runPlain(java.util.stream.Stream.of(new String[] {"evidence"}, asked, more, where)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    }

    private static Ran ledger(String[] where, String... arguments) {
        return CommandRunner.runPlain(java.util.stream.Stream.of(new String[] {"ledger"}, arguments, where)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    }

    private String keys() {
        return folder.resolve("keys").toString();
    }

    @Test
    void previewsRevocationAndThenRevokesOnce() throws IOException {
        Company company = Company.demo(SimulatedClock.runningFrom(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        try (ProviderSimulator simulator = ProviderSimulator.start(company)) {
            String config = configure(simulator).toString();
            String data = folder.resolve("data").toString();
            CommandRunner.runPlain("sweep", "--json", "--config", config, "--data", data);
            String id = CommandRunner.runPlain("inventory", "--ai", "--json", "--config", config, "--data", data)
                    .json()
                    .get(0)
                    .path("id")
                    .asString();

            Ran preview = CommandRunner.runPlain("revoke", id, "--dry-run", "--config", config, "--data", data);
            assertThat(preview.exit()).as(preview.err()).isZero();
            assertThat(preview.out()).contains("calls: DELETE ").contains("Nothing was changed");
            int grants = liveGrants(id, config, data);
            assertThat(grants).isPositive();

            Ran done = CommandRunner.runPlain(
                    "revoke",
                    id,
                    "--confirm",
                    "--by",
                    "dana@larkfield.example",
                    "--json",
                    "--config",
                    config,
                    "--data",
                    data);
            assertThat(done.exit()).as(done.out() + done.err()).isZero();
            assertThat(done.json())
                    .isNotEmpty()
                    .allSatisfy(
                            row -> assertThat(row.path("outcome").asString()).isEqualTo("DONE"));
            assertThat(CommandRunner.runPlain("show", id, "--config", config, "--data", data)
                            .out())
                    .contains("Revocations")
                    .contains("dana@larkfield.example");
            assertThat(CommandRunner.runPlain("revoke", id, "--confirm", "--config", config, "--data", data)
                            .exit())
                    .as("anything already revoked counts as done")
                    .isZero();

            CommandRunner.runPlain("sweep", "--json", "--config", config, "--data", data);
            assertThat(liveGrants(id, config, data)).isZero();
            Ran nothingLeft = CommandRunner.runPlain("revoke", id, "--dry-run", "--config", config, "--data", data);
            assertThat(nothingLeft.exit()).isZero();
            assertThat(nothingLeft.out()).contains("no longer has any access");
        }
    }

    private static int liveGrants(String id, String config, String data) {
        int live = 0;
        for (JsonNode grant : CommandRunner.runPlain("show", id, "--json", "--config", config, "--data", data)
                .json()
                .path("grants")) {
            live += grant.path("removedAt").isNull() || grant.path("removedAt").isMissingNode() ? 1 : 0;
        }
        return live;
    }

    @Test
    void revokesNothingUnlessExactlyOneModeIsGiven() {
        assertThat(CommandRunner.runPlain("revoke", "google-larkfield/oauth-client/1")
                        .exit())
                .isEqualTo(2);
        assertThat(CommandRunner.runPlain("revoke", "google-larkfield/oauth-client/1", "--dry-run", "--confirm")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void reportsMissingScope() throws IOException {
        Company company = Company.demo(SimulatedClock.runningFrom(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        try (ProviderSimulator simulator = ProviderSimulator.start(
                company,
                io.grantkeeper.simulator.SimulatorOptions.defaults()
                        .withDelegatedScopes(
                                java.util.Set.of("https://www.googleapis.com/auth/admin.directory.user.readonly")))) {
            Ran test = CommandRunner.runPlain(
                    "self-test", "--config", configure(simulator).toString(), "--data", folder.toString());
            assertThat(test.exit()).isEqualTo(1);
            assertThat(test.out()).contains("insufficient-scope").contains("admin.reports.audit.readonly");
        }
    }

    @Test
    void reportsConfigurationMistakes() throws IOException {
        Path config = Files.writeString(folder.resolve("grantkeeper.json"), """
                {"tenant": "acme", "connections": [
                  {"id": "x", "provider": "gitub", "settings": {}, "credentials": {"token": "ghp_canary"}}]}
                """);
        Ran sweep = CommandRunner.runPlain("sweep", "--config", config.toString());
        assertThat(sweep.exit()).isEqualTo(2);
        assertThat(sweep.err())
                .contains("gitub")
                .contains("github")
                .doesNotContain("canary")
                .doesNotContain("\tat ");
    }

    @Test
    void reportsMissingConfigurationFile() {
        Ran sweep = CommandRunner.runPlain(
                "sweep", "--config", folder.resolve("none.json").toString());
        assertThat(sweep.exit()).isEqualTo(2);
        assertThat(sweep.err()).contains("none.json").contains("--config");
    }

    @Test
    void explainsPermissionsChangesAndAppsAsJsonLines() {
        Ran permissions = CommandRunner.runWithInput(
                "{\"provider\":\"google\",\"permission\":\"https://mail.google.com/\"}\nnot json\n",
                "explain",
                "permission");
        assertThat(permissions.exit()).as("the second line failed").isEqualTo(1);
        assertThat(permissions.out().lines()).hasSize(2);
        Ran change = CommandRunner.runWithInput(
                "{\"provider\":\"github\",\"before\":{\"scopes\":[\"contents:read\"]},\"after\":{\"scopes\":[\"contents:write\"]}}\n",
                "explain",
                "change");
        assertThat(change.json().path("verdict").asString()).isEqualTo("expanded");
        Ran app = CommandRunner.runWithInput(
                "{\"provider\":\"google\",\"displayName\":\"Otter.ai\"}\n", "explain", "app");
        assertThat(app.json().path("ai").asString()).isEqualTo("yes");
    }
}
