package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
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

@DisplayName("The verbs about signals")
class SignalVerbsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final String STREAM = "f67e39a0a4d34d56b3aa1bc4cff0069f";

    @TempDir
    private Path folder;

    private Prompt prompt;
    private String sink;

    @BeforeEach
    void configure() throws IOException {
        prompt = new Prompt(folder);
        Files.createDirectory(prompt.data());
        sink = "events/file:" + folder.resolve("ocsf.jsonl");
        Files.writeString(
                prompt.config(),
                "{\"tenant\": \"acme\", \"connections\": [], \"signals\": {\"events\": [{\"to\": \"file:%s\"}]}}"
                        .formatted(folder.resolve("ocsf.jsonl")));
    }

    private static PendingSignal signal(String destination, String id) {
        return PendingSignal.of(destination, id, "what it says", NOON);
    }

    /** For the sink one waits and two were put aside; for a stream, one. */
    private void someWerePutAside() {
        prompt.with(stores -> {
            var signals = stores.signals();
            signals.keep(
                    ACME,
                    new EventStream(
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
                signals.dead(ACME, signal(sink, id).failed(NOON, "given up after 60 tries: it answered 500"));
            }
            signals.dead(ACME, signal(STREAM, "third").failed(NOON, "the receiver refused it: invalid_key"));
        });
    }

    @Test
    void listWhoIsToldAndHowMuchWaits() {
        someWerePutAside();
        JsonNode list = prompt.run("signals", "list", "--json").well().json();
        assertThat(list).hasSize(2);
        assertThat(list.get(0).path("destination").asString()).isEqualTo(sink);
        assertThat(list.get(0).path("waiting").asInt()).isEqualTo(1);
        assertThat(list.get(0).path("putAside").asInt()).isEqualTo(2);
        assertThat(list.get(1).path("receiver").asString()).isEqualTo("idp");
        assertThat(list.get(1).path("status").asString()).isEqualTo("paused");
        assertThat(prompt.run("signals", "list").well().out()).contains(sink, STREAM, "paused");
    }

    @Test
    void listWhatWasPutAsideWithTheReasonButNotWhatItSays() {
        someWerePutAside();
        Prompt.Ran all = prompt.run("signals", "dead-letters");
        assertThat(all.exit()).as("something is left to do").isEqualTo(1);
        assertThat(all.out())
                .contains("first", "second", "third", "invalid_key")
                .doesNotContain("what it says");
        Prompt.Ran one = prompt.run("signals", "dead-letters", "--to", STREAM, "--json");
        assertThat(one.json()).hasSize(1);
        assertThat(one.json().get(0).path("problem").asString()).contains("invalid_key");
        assertThat(one.json().get(0).path("tries").asInt()).isEqualTo(1);
    }

    @Test
    void letSomeOrAllWaitAgain() {
        someWerePutAside();
        assertThat(prompt.run("signals", "redrive", "first", "--json")
                        .well()
                        .json()
                        .path("signals")
                        .get(0)
                        .asString())
                .isEqualTo("first");
        assertThat(prompt.run("signals", "redrive", "--all").well().out()).contains("2 signals wait again");
        assertThat(prompt.run("signals", "dead-letters").well().out()).doesNotContain("third");
        assertThat(prompt.run("signals", "list", "--json")
                        .well()
                        .json()
                        .get(0)
                        .path("waiting")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void letNoneWaitAgainWhereOneIsUnknown() {
        someWerePutAside();
        prompt.run("signals", "redrive", "first", "nothing")
                .refused("not among those put aside: [nothing]", "grantkeeper signals dead-letters");
        assertThat(prompt.run("signals", "dead-letters", "--json").json()).hasSize(3);
        prompt.run("signals", "redrive", "third", "--to", sink).refused("[third]");
    }

    private void configureAReceiver() throws Exception {
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
    void changeWhatAStreamDoesAndTellItsReceiver() throws Exception {
        someWerePutAside();
        configureAReceiver();
        JsonNode changed = prompt.run("signals", "status", STREAM, "enabled", "--because", "it is over", "--json")
                .well()
                .json();
        assertThat(changed.path("receiver").asString()).isEqualTo("idp");
        assertThat(changed.path("status").asString()).isEqualTo("enabled");
        JsonNode listed = prompt.run("signals", "list", "--json").well().json().get(0);
        assertThat(listed.path("status").asString()).isEqualTo("enabled");
        assertThat(listed.path("waiting").asInt())
                .as("the signal that tells of it")
                .isEqualTo(1);
        assertThat(prompt.run("signals", "status", STREAM, "disabled").well().out())
                .contains("of idp is disabled");
        prompt.run("signals", "status", "nothing", "paused")
                .refused("no stream is called 'nothing'", "grantkeeper signals list");
        prompt.run("signals", "status", STREAM, "off").refused("'off'", "PAUSED");
        prompt.run("signals", "status", STREAM).refused("'STATUS'");
    }

    @Test
    void changeNoStreamWhereNoReceiverIsConfigured() {
        prompt.run("signals", "status", STREAM, "paused").refused("no receiver is configured", "signals.receivers");
    }

    @Test
    void nameADestinationThatIsNotThereAndWhereTheyAreListed() {
        for (String verb : List.of("dead-letters", "redrive --all")) {
            prompt.typed("signals %s --to nowhere".formatted(verb))
                    .refused("no destination is called 'nowhere'", "grantkeeper signals list");
        }
    }

    @Test
    void sayHowTheyAreCalled() {
        Prompt.alone("signals").refused("name what is to be done: list, dead-letters, redrive, status");
        prompt.run("signals", "redrive").refused("--all");
        prompt.run("signals", "redrive", "first", "--all").refused("not both");
        Prompt.alone("signals", "dead-letters", "--to").refused("--to");
        Prompt.alone("signals", "dead-letters", "first").refused("Unmatched argument");
    }

    @Test
    void nameWhatIsWrongWithTheirConfiguration() throws IOException {
        Files.writeString(prompt.config(), """
                {"tenant": "acme", "connections": [], "signals": {"events": [{"to": "ftp://siem.acme.example"}]}}
                """);
        prompt.run("signals", "list").refused("'events[0].to'", "https", "file:/path");
    }

    @Test
    void sayWhereNobodyIsTold() throws IOException {
        Files.writeString(prompt.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        assertThat(prompt.run("signals", "list", "--json").well().json()).isEmpty();
        assertThat(prompt.run("signals", "dead-letters", "--json").well().json())
                .isEmpty();
    }
}
