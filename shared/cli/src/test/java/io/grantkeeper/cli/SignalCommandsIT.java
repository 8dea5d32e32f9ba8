package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The signals commands")
class SignalCommandsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String STREAM = "f67e39a0a4d34d56b3aa1bc4cff0069f";

    @TempDir
    private Path folder;

    private CommandRunner prompt;
    private String sink;

    @BeforeEach
    void configure() throws IOException {
        sink = "events/file:" + folder.resolve("ocsf.jsonl");
        prompt = CommandRunner.configured(
                folder,
                "{\"tenant\": \"acme\", \"connections\": [], \"signals\": {\"events\": [{\"to\": \"file:%s\"}]}}"
                        .formatted(folder.resolve("ocsf.jsonl")));
    }

    private static PendingSignal signal(String destination, String id) {
        return PendingSignal.of(destination, id, "the signal's content", NOON);
    }

    /** Stores one waiting and two dead-lettered signals for the sink, and one signal for a stream. */
    private void createPendingAndDeadLetteredSignals() {
        prompt.withStores(stores -> {
            var signals = stores.signals();
            signals.save(
                    ACME,
                    new SignalStream(
                            STREAM,
                            "idp",
                            List.of("https://idp.acme.example"),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            StreamStatus.PAUSED,
                            Optional.of("maintenance"),
                            Set.of(),
                            Optional.empty()));
            signals.add(ACME, signal(sink, "waits"));
            for (String id : List.of("first", "second")) {
                signals.dead(ACME, signal(sink, id).failed(NOON, "gave up after 60 attempts: it answered 500"));
            }
            signals.dead(ACME, signal(STREAM, "third").failed(NOON, "the receiver rejected the token: invalid_key"));
        });
    }

    @Test
    void listsDestinationsAndWaitingSignals() {
        createPendingAndDeadLetteredSignals();
        JsonNode list = prompt.run("signals", "list", "--json").requireSuccess().json();
        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("destination").asString()).isEqualTo(sink);
        assertThat(list.get(0).path("waiting").asInt()).isEqualTo(1);
        assertThat(list.get(0).path("putAside").asInt()).isEqualTo(2);
        assertThat(list.get(1).path("receiver").asString()).isEqualTo("idp");
        assertThat(list.get(1).path("status").asString()).isEqualTo("paused");
        assertThat(prompt.run("signals", "list").requireSuccess().out()).contains(sink, STREAM, "paused");
    }

    @Test
    void listsDeadLetteredSignalsWithReasonButNotContent() {
        createPendingAndDeadLetteredSignals();
        CommandRunner.Ran all = prompt.run("signals", "dead-letters");
        assertThat(all.exit()).as("something is left to do").isEqualTo(1);
        assertThat(all.out())
                .contains("first", "second", "third", "invalid_key")
                .doesNotContain("the signal's content");
        CommandRunner.Ran one = prompt.run("signals", "dead-letters", "--to", STREAM, "--json");
        assertThat(one.json()).hasSize(1);
        assertThat(one.json().get(0).path("problem").asString()).contains("invalid_key");
        assertThat(one.json().get(0).path("tries").asInt()).isEqualTo(1);
    }

    @Test
    void redrivesSomeOrAllDeadLetteredSignals() {
        createPendingAndDeadLetteredSignals();
        assertThat(prompt.run("signals", "redrive", "first", "--json")
                        .requireSuccess()
                        .json()
                        .path("signals")
                        .get(0)
                        .asString())
                .isEqualTo("first");
        assertThat(prompt.run("signals", "redrive", "--all").requireSuccess().out())
                .contains("2 signals queued");
        assertThat(prompt.run("signals", "dead-letters").requireSuccess().out()).doesNotContain("third");
        assertThat(prompt.run("signals", "list", "--json")
                        .requireSuccess()
                        .json()
                        .get(0)
                        .path("waiting")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void redrivesNothingIfOneSignalIsUnknown() {
        createPendingAndDeadLetteredSignals();
        prompt.run("signals", "redrive", "first", "nothing")
                .requireUsageError("not dead-lettered: [nothing]", "grantkeeper signals dead-letters");
        assertThat(prompt.run("signals", "dead-letters", "--json").json()).hasSize(3);
        prompt.run("signals", "redrive", "third", "--to", sink).requireUsageError("[third]");
    }

    private void configureReceiver() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        Path key = Files.writeString(
                folder.resolve("signals.pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(pem));
        Files.writeString(prompt.config(), """
                {"tenant": "acme", "connections": [],
                 "signals": {"issuer": "https://signals.acme.example", "keys": [{"id": "k", "privateKey": "file:%s"}],
                   "receivers": [{"id": "idp", "token": "env:IDP", "audience": ["https://idp.acme.example"]}]}}
                """.formatted(key));
    }

    @Test
    void changesStreamStatusAndNotifiesReceiver() throws Exception {
        createPendingAndDeadLetteredSignals();
        configureReceiver();
        JsonNode changed = prompt.run(
                        "signals", "status", STREAM, "enabled", "--because", "the incident is over", "--json")
                .requireSuccess()
                .json();
        assertThat(changed.path("receiver").asString()).isEqualTo("idp");
        assertThat(changed.path("status").asString()).isEqualTo("enabled");
        JsonNode listed =
                prompt.run("signals", "list", "--json").requireSuccess().json().get(0);
        assertThat(listed.path("status").asString()).isEqualTo("enabled");
        assertThat(listed.path("waiting").asInt())
                .as("the signal about the change")
                .isEqualTo(1);
        assertThat(prompt.run("signals", "status", STREAM, "disabled")
                        .requireSuccess()
                        .out())
                .contains("of idp is now disabled");
        prompt.run("signals", "status", "nothing", "paused")
                .requireUsageError("stream 'nothing' not found", "grantkeeper signals list");
        prompt.run("signals", "status", STREAM, "off").requireUsageError("'off'", "PAUSED");
        prompt.run("signals", "status", STREAM).requireUsageError("'STATUS'");
    }

    @Test
    void rejectsStatusChangeIfNoReceiverIsConfigured() {
        prompt.run("signals", "status", STREAM, "paused")
                .requireUsageError("no receiver is configured", "signals.receivers");
    }

    @Test
    void rejectsUnknownDestination() {
        for (String verb : List.of("dead-letters", "redrive --all")) {
            prompt.runLine("signals %s --to nowhere".formatted(verb))
                    .requireUsageError("destination 'nowhere' not found", "grantkeeper signals list");
        }
    }

    @Test
    void reportsMissingOrInvalidArguments() {
        CommandRunner.runPlain("signals")
                .requireUsageError("specify a subcommand: list, dead-letters, redrive, status");
        prompt.run("signals", "redrive").requireUsageError("--all");
        prompt.run("signals", "redrive", "first", "--all").requireUsageError("not both");
        CommandRunner.runPlain("signals", "dead-letters", "--to").requireUsageError("--to");
        CommandRunner.runPlain("signals", "dead-letters", "first").requireUsageError("Unmatched argument");
    }

    @Test
    void reportsInvalidConfiguration() throws IOException {
        Files.writeString(prompt.config(), """
                {"tenant": "acme", "connections": [], "signals": {"events": [{"to": "ftp://siem.acme.example"}]}}
                """);
        prompt.run("signals", "list").requireUsageError("'events[0].to'", "https", "file:/path");
    }

    @Test
    void reportsMissingDestinations() throws IOException {
        Files.writeString(prompt.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        assertThat(prompt.run("signals", "list", "--json").requireSuccess().json())
                .isEmpty();
        assertThat(prompt.run("signals", "dead-letters", "--json")
                        .requireSuccess()
                        .json())
                .isEmpty();
    }
}
