package io.grantkeeper.cli;

import static io.grantkeeper.cli.LedgerFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDbServer;
import io.grantkeeper.cli.CommandRunner.Ran;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that the command line reads an installation's ledger in a DynamoDB table, over HTTP. All commands run in one
 * process, whose environment names the endpoint.
 */
@DisplayName("The ledger commands with --table")
class LedgerTableCommandsIT {
    private static final String TABLE = "installation";
    private static final String ALTERED = "altered-installation";
    /** A name with markup, a terminal escape sequence, a bidirectional override and a line break. */
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\u001b[31m\u202egnp\n--NEXT LINE";

    private static final String HOSTILE_ID = "entry-of-" + HOSTILE;

    @TempDir
    private static Path folder;

    private static LocalDynamoDbServer server;
    private static Map<String, String> environment;
    private static String key;

    @BeforeAll
    static void writeLedger() {
        server = LocalDynamoDbServer.start(Optional.empty(), 0);
        environment =
                Map.of("GRANTKEEPER_DYNAMODB_ENDPOINT", server.endpoint().toString(), "AWS_REGION", "eu-central-1");
        LocalLedger ledger = new LocalLedger(Optional.of(folder.resolve("keys")), Optional.empty());
        for (String table : List.of(TABLE, ALTERED)) {
            try (AwsClients clients = new AwsClients(environment)) {
                new TableCreator(clients.dynamoDb()).createIfMissing(table);
            }
            try (LocalSuiteStores stores = LocalSuiteStores.inAws(table, environment)) {
                writeLedger(stores, ledger);
            }
        }
        try (LocalSuiteStores stores = LocalSuiteStores.inAws(ALTERED, environment)) {
            TreeFrontier head = stores.log().head(ACME);
            assertThat(stores.log().advance(ACME, head, head.append(List.of(MerkleHashing.EMPTY))))
                    .isTrue();
        }
        key = ledger.trusted(ACME).log().getFirst().toString();
    }

    private static void writeLedger(LocalSuiteStores stores, LocalLedger ledger) {
        for (int i = 0; i < LedgerFixture.ENTRIES; i++) {
            stores.entries().add(ACME, LedgerFixture.entry(i));
        }
        stores.entries().add(ACME, hostile(HOSTILE_ID));
        new SealLedger(stores.log(), ledger.keys(), CheckpointExport.none(), Clock.systemUTC()).seal(ACME, () -> true);
        stores.entries().add(ACME, LedgerFixture.entry(LedgerFixture.ENTRIES));
        stores.entries().add(ACME, hostile(HOSTILE_ID + "-waiting"));
    }

    private static LedgerEntry hostile(String id) {
        return LedgerEntry.of(
                        id,
                        ACME,
                        Instant.parse("2026-11-24T13:00:00Z"),
                        new LedgerEvent.IdentityRegistered(HOSTILE, false),
                        EntryActor.function("test"))
                .withIdentity(IdentityId.parse("google-acme/oauth-client/" + HOSTILE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Ran> run(List<List<String>> commands) throws IOException, InterruptedException {
        return run(TABLE, commands);
    }

    private static List<Ran> run(String table, List<List<String>> commands) throws IOException, InterruptedException {
        Path config =
                Files.writeString(folder.resolve("grantkeeper.json"), "{\"tenant\": \"acme\", \"connections\": []}");
        List<List<String>> complete = new ArrayList<>();
        for (List<String> command : commands) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--config", config.toString(), "--table", table, "--signing-key", key));
            complete.add(words);
        }
        return ScriptedCommands.run(folder, environment, complete);
    }

    private static Ran verify(Path file) {
        return CommandRunner.runPlain("ledger", "verify", "--key", key, file.toString());
    }

    @Test
    void showsProvesExportsAndChecksLedgerOfInstallation() throws Exception {
        Path proof = folder.resolve("entry.tlog-proof");
        Path grew = folder.resolve("grew.proof");
        Path log = folder.resolve("log");
        List<Ran> ran = run(List.of(
                List.of("ledger", "show", "--last", "30"),
                List.of("ledger", "show", "3"),
                List.of("ledger", "show", "--key"),
                List.of("ledger", "prove", "--id", "entry-3", "--out", proof.toString()),
                List.of("ledger", "prove", "--since", "11", "--out", grew.toString()),
                List.of("ledger", "export", "--to", log.toString()),
                List.of("ledger", "fsck", "--json")));
        ran.forEach(Ran::requireSuccess);
        assertThat(ran.get(0).out()).contains("google-acme/oauth-client/agent-4", "finding.opened");
        assertThat(ran.get(1).json().path("id").stringValue()).isEqualTo("entry-3");
        assertThat(ran.get(2).out().strip()).isEqualTo(key);
        assertThat(ran.get(6).json().path("entries").intValue()).isEqualTo(LedgerFixture.ENTRIES + 1);
        assertThat(ran.get(6).json().path("problems")).isEmpty();
        assertThat(verify(proof).requireSuccess().out()).contains("The entry is number 3 in the log ");
        assertThat(verify(log).requireSuccess().out()).contains("proved");
    }

    @Test
    void reportsWhenWaitingEntryCanBeProvedAndWhichEntryIsUnknown() throws Exception {
        List<Ran> ran = run(List.of(
                List.of("ledger", "prove", "--id", "entry-" + LedgerFixture.ENTRIES),
                List.of("ledger", "prove", "--id", "no-such-entry"),
                List.of("ledger", "prove", "--entry", "99"),
                List.of("ledger", "prove", "--id", HOSTILE_ID + "-waiting"),
                List.of("ledger", "prove", "--id", HOSTILE),
                List.of("ledger", "show", "99"),
                List.of("decisions", "prove", HOSTILE)));
        ran.get(0)
                .requireUsageError(
                        "entry 'entry-10' is recorded but not in the ledger yet",
                        "seal-ledger adds it within a minute");
        ran.get(1).requireUsageError("no entry with id 'no-such-entry' in the log");
        ran.get(2).requireUsageError("no entry 99 under the latest checkpoint, which has 11 entries");
        ran.get(3).requireUsageError("is recorded but not in the ledger yet");
        ran.get(4).requireUsageError("no entry with id '<img src=x");
        ran.get(5).requireUsageError("no entry 99; the log has 11 entries");
        ran.get(6).requireUsageError("decision '<img src=x");
        ran.forEach(one -> assertThat(one.err()).doesNotContain("\u001b", "\u202e"));
    }

    @Test
    void escapesHostileNamesInTextAndKeepsThemInJson() throws Exception {
        Path proof = folder.resolve("hostile.tlog-proof");
        List<Ran> ran = run(List.of(
                List.of("ledger", "show", "--last", "1"),
                List.of("ledger", "show", "--last", "1", "--json"),
                List.of("ledger", "show", "10"),
                List.of("ledger", "prove", "--id", HOSTILE_ID, "--out", proof.toString()),
                List.of("ledger", "prove", "--id", HOSTILE_ID, "--json")));
        ran.forEach(Ran::requireSuccess);
        assertThat(ran.get(0).out()).doesNotContain("\u001b", "\u202e", "\n--NEXT LINE");
        assertThat(ran.get(1).out()).doesNotContain("\u001b", "\u202e");
        assertThat(ran.get(1).json().get(0).at("/entry/id").stringValue()).isEqualTo(HOSTILE_ID);
        assertThat(ran.get(2).out()).doesNotContain("\u001b", "\u202e");
        assertThat(ran.get(4).json().path("bytes").intValue()).isPositive();
        Ran verified = verify(proof).requireSuccess();
        assertThat(verified.out()).contains("proved").doesNotContain("\u001b", "\u202e", "\n--NEXT LINE");
    }

    @Test
    void reportsAlteredTableOfInstallation() throws Exception {
        Ran fsck = run(ALTERED, List.of(List.of("ledger", "fsck"))).getFirst();
        assertThat(fsck.exit()).as(fsck.output()).isEqualTo(1);
        assertThat(fsck.out()).contains("DOES NOT MATCH WHAT WAS SIGNED");
    }
}
