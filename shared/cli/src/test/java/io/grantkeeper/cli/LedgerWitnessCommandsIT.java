package io.grantkeeper.cli;

import static io.grantkeeper.cli.LedgerFixture.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.witness.CosignatureCollector;
import io.grantkeeper.ledger.witness.Witness;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.store.testkit.LogStoreContract;
import io.grantkeeper.store.testkit.witness.WitnessDouble;
import io.grantkeeper.store.testkit.witness.WitnessDouble.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The ledger commands with a witness")
class LedgerWitnessCommandsIT {
    private static final String NAME = "witness.example.com/w1";

    /**
     * The timeout for witnesses. It is longer than the product's timeout, because on a loaded machine the first request
     * of a JVM may take seconds.
     */
    private static final Duration WITNESS_TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static void seal(CommandRunner prompt, WitnessDouble witness, String entry) {
        LocalLedger ledger = new LocalLedger(Optional.of(prompt.keys()), Optional.of(prompt.data()));
        Witnesses witnesses = new Witnesses(
                List.of(new Witness(VerifierKey.parse(witness.verifierKey()), Optional.of(witness.url()))));
        prompt.withStores(stores -> {
            stores.entries().add(ACME, LogStoreContract.entry(ACME, entry));
            new SealLedger(
                            stores.log(),
                            ledger.keys(),
                            CheckpointExport.none(),
                            new CosignatureCollector(witnesses, Clock.systemUTC(), WITNESS_TIMEOUT),
                            Clock.systemUTC())
                    .seal(ACME, () -> true);
        });
    }

    private CommandRunner.Ran verify(String key, Path file, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("ledger", "verify", "--key", key));
        arguments.addAll(List.of(more));
        arguments.add(file.toString());
        return CommandRunner.runPlain(arguments.toArray(String[]::new));
    }

    @Test
    void verifyCosignaturesAndReportMissingOnes() throws IOException {
        CommandRunner prompt = LedgerFixture.in(folder);
        String key = prompt.runLine("ledger show --key").requireSuccess().out().strip();
        Path config = prompt.config();
        try (WitnessDouble witness = new WitnessDouble(NAME, Clock.systemUTC())) {
            witness.serve("grantkeeper.local/ledger/acme", key);
            Files.writeString(config, """
                    {"tenant": "acme", "connections": [],
                     "ledger": {"witnesses": [{"key": "%s", "url": "%s"}]}}
                    """.formatted(witness.verifierKey(), witness.url()));
            seal(prompt, witness, "cosigned");
            Path proof = folder.resolve("cosigned.tlog-proof");
            prompt.runLine("ledger prove --id cosigned --out " + proof).requireSuccess();
            assertThat(prompt.runLine("ledger show --last 1").requireSuccess().out())
                    .contains("The witness " + NAME + " cosigned it at ");
            assertThat(verify(key, proof, "--config", config.toString())
                            .requireSuccess()
                            .out())
                    .contains("The witness " + NAME + " cosigned it at ");
            assertThat(verify(key, proof, "--witness", witness.verifierKey())
                            .requireSuccess()
                            .out())
                    .contains("The witness " + NAME + " cosigned it at ");

            witness.behave((_, _) -> new Response(503, "text/plain", ""));
            seal(prompt, witness, "alone");
            Path alone = folder.resolve("alone.tlog-proof");
            prompt.runLine("ledger prove --id alone --out " + alone).requireSuccess();
            assertThat(prompt.runLine("ledger show --last 1").requireSuccess().out())
                    .contains("The witness " + NAME + " has not cosigned it.");
            CommandRunner.Ran strict = verify(key, alone, "--config", config.toString());
            assertThat(strict.exit()).isEqualTo(1);
            assertThat(strict.out()).contains("expected 1; no cosignature by " + NAME);
            assertThat(verify(key, alone, "--config", config.toString(), "--quorum", "0")
                            .requireSuccess()
                            .out())
                    .contains("The witness " + NAME + " has not cosigned it.");
            prompt.runLine("ledger fsck").requireSuccess();

            Path exported = folder.resolve("log");
            prompt.runLine("ledger export --to " + exported).requireSuccess();
            assertThat(verify(key, exported, "--config", config.toString()).exit())
                    .isEqualTo(1);
            assertThat(verify(key, exported, "--config", config.toString(), "--quorum", "0")
                            .requireSuccess()
                            .out())
                    .contains("All 12 entries", "has not cosigned it");
        }
    }

    @Test
    void rejectInvalidWitnesses() throws IOException {
        CommandRunner prompt = LedgerFixture.in(folder);
        Files.writeString(
                prompt.config(),
                "{\"tenant\": \"acme\", \"connections\": [], \"ledger\": {\"witnesses\": [{\"key\": \"a\", \"url\": \"http://b\"}]}}");
        prompt.runLine("ledger show")
                .requireUsageError("'witnesses[0].url' must be the https URL", "'witnesses[0].key' a public key");
        Files.writeString(
                prompt.config(), "{\"tenant\": \"acme\", \"connections\": [], \"ledger\": {\"witness\": []}}");
        CommandRunner.Ran unknown = prompt.runLine("ledger show");
        assertThat(unknown.exit()).isEqualTo(GrantkeeperCommand.WRONG);
        assertThat(unknown.err()).contains("ledger: 'witness' is unknown; did you mean 'witnesses'?");
    }
}
