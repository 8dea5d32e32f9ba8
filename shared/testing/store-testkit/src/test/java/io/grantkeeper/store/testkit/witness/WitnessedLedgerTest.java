package io.grantkeeper.store.testkit.witness;

import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogSigningKeys.SigningKey;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.witness.CosignatureCollector;
import io.grantkeeper.ledger.witness.CosignatureCollector.Answered;
import io.grantkeeper.ledger.witness.Witness;
import io.grantkeeper.ledger.witness.WitnessAnswer;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.store.testkit.InMemoryCheckpointExport;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.LogStoreContract;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.witness.WitnessDouble.Behavior;
import io.grantkeeper.store.testkit.witness.WitnessDouble.Exchange;
import io.grantkeeper.store.testkit.witness.WitnessDouble.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A ledger with witnesses")
@Timeout(300)
class WitnessedLedgerTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String ORIGIN = "example.com/ledger/acme";
    private static final SigningKeyFile KEY = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);
    private static final SigningKeyFile NEXT_KEY = SigningKeyFile.generate(ORIGIN, SignatureType.ED25519);

    private final ManualClock clock = new ManualClock(NOON);
    private final WitnessDouble witness = new WitnessDouble("witness.example/w1", clock);
    private final WitnessDouble other = new WitnessDouble("witness.example/w2", clock);
    private final InMemoryLogStore store = new InMemoryLogStore();
    private int added;

    WitnessedLedgerTest() {
        witness.serve(ORIGIN, KEY.key().toString());
        other.serve(ORIGIN, KEY.key().toString());
    }

    @AfterEach
    void close() {
        witness.close();
        other.close();
    }

    private static Witness configured(WitnessDouble witness) {
        return new Witness(VerifierKey.parse(witness.verifierKey()), Optional.of(witness.url()));
    }

    private static Witnesses witnesses(WitnessDouble... all) {
        return new Witnesses(Stream.of(all).map(WitnessedLedgerTest::configured).toList());
    }

    private TrustedKeys trusted(int quorum, WitnessDouble... all) {
        return new TrustedKeys(
                List.of(KEY.key(), NEXT_KEY.key()), witnesses(all).keys(), quorum);
    }

    private void grow(InMemoryLogStore log, int entries) {
        for (int end = added + entries; added < end; added++) {
            log.add(ACME, LogStoreContract.entry(ACME, "entry-" + added));
        }
    }

    private SealLedger.Sealed seal(InMemoryLogStore log, Witnesses witnesses) {
        return seal(log, witnesses, CheckpointExport.none(), Duration.ofMinutes(2));
    }

    private SealLedger.Sealed seal(
            InMemoryLogStore log, Witnesses witnesses, CheckpointExport export, Duration timeout) {
        return new SealLedger(
                        log,
                        LogSigningKeys.of(_ -> KEY),
                        export,
                        new CosignatureCollector(witnesses, clock, timeout),
                        clock)
                .seal(ACME, () -> true);
    }

    private WitnessAnswer onlyAnswer(SealLedger.Sealed sealed) {
        assertThat(sealed.witnesses()).hasSize(1);
        return sealed.witnesses().getFirst().answer();
    }

    private TrustedKeys.Verified latest(TrustedKeys keys) throws ProofFailedException {
        return keys.verify(SignedNote.parse(store.checkpoint(ACME).orElseThrow(), 1), 1);
    }

    @Test
    void storesCosignatureWithEachCheckpoint() throws ProofFailedException {
        for (int entries : List.of(1, 1, 3, 250, 1, 1, 300)) {
            grow(store, entries);
            clock.advance(Duration.ofMinutes(1));
            assertThat(onlyAnswer(seal(store, witnesses(witness)))).isInstanceOf(WitnessAnswer.Cosigned.class);
            assertThat(latest(trusted(1, witness)).seen())
                    .containsExactly(new TrustedKeys.Cosigned("witness.example/w1", clock.instant()));
            assertThat(witness.size(ORIGIN)).isEqualTo(added);
        }
        assertThat(witness.exchanges())
                .extracting(Exchange::status)
                .containsOnly(200)
                .hasSize(7);
        for (String note : store.checkpoints(ACME, 0, 99)) {
            assertThat(trusted(1, witness).verify(SignedNote.parse(note, 1), 1).seen())
                    .hasSize(1);
        }
        assertThat(seal(store, witnesses(witness)).witnesses())
                .as("a checkpoint that is cosigned is not submitted again")
                .isEmpty();
        assertThat(new LogFsck(store, trusted(0, witness))
                        .check(ACME, List.of())
                        .problems())
                .isEmpty();
    }

    /** The form of the consistency proof is different for each pair of sizes. */
    @Test
    void provesConsistencyBetweenAnySizes() throws ProofFailedException {
        for (int step = 1; step <= 40; step++) {
            grow(store, step % 7 + 1);
            if (step % 3 != 0) {
                seal(store, Witnesses.none());
            } else {
                seal(store, witnesses(witness));
                assertThat(latest(trusted(1, witness)).seen()).hasSize(1);
            }
        }
    }

    @Test
    void sendsRequestsAsSpecified() {
        grow(store, 3);
        seal(store, witnesses(witness));
        grow(store, 1);
        seal(store, Witnesses.none());
        String middle = store.checkpoint(ACME).orElseThrow();
        grow(store, 1);
        seal(store, witnesses(witness));
        List<Exchange> exchanges = witness.exchanges();
        assertThat(exchanges).extracting(Exchange::status).containsExactly(200, 409, 200);
        assertThat(exchanges.get(0).body()).startsWith("old 0\n\n" + ORIGIN + "\n3\n");
        assertThat(exchanges.get(1).body()).matches("(?s)old 4\n([A-Za-z0-9+/]{43}=\n)\n" + ORIGIN + "\n5\n.*");
        assertThat(exchanges.get(2).body()).matches("(?s)old 3\n([A-Za-z0-9+/]{43}=\n){4}\n" + ORIGIN + "\n5\n.*");
        assertThat(exchanges.get(1).body()).doesNotContain(middle);
        assertThat(store.checkpoint(ACME).orElseThrow())
                .startsWith(exchanges.get(2).body().split("\n\n", 2)[1]);
    }

    private static Behavior reply(int status, String type, String body) {
        return (_, _) -> new Response(status, type, body);
    }

    private static Behavior cosigning(String text, long seconds) {
        return (witness, body) -> {
            String checkpoint = body.substring(body.indexOf("\n\n") + 2, body.lastIndexOf("\n\n") + 1);
            return new Response(200, "text/plain", witness.cosignature(text.isEmpty() ? checkpoint : text, seconds));
        };
    }

    static Stream<Arguments> faults() {
        long now = NOON.getEpochSecond();
        return Stream.of(
                Arguments.of("a cosignature of another text", cosigning("other\n1\nroot\n", now), "does not match"),
                Arguments.of("a cosignature from the future", cosigning("", now + 3600), "from the future"),
                Arguments.of("an impossible time", cosigning("", Long.MAX_VALUE), "does not match"),
                Arguments.of("a negative time", cosigning("", -1), "does not match"),
                Arguments.of("garbage", reply(200, "text/plain", "<html>\u0000"), "signature lines"),
                Arguments.of("nothing", reply(200, "text/plain", ""), "signature lines"),
                Arguments.of("another checkpoint", reply(200, "text/plain", "x\n\n— a AAAAAAAA\n"), "signature lines"),
                Arguments.of("a strange key", reply(200, "text/plain", "— a AAAAAAAA\n"), "no cosignature by"),
                Arguments.of("an endless answer", reply(200, "text/plain", "— a AAAAAAAA\n".repeat(9_000)), "longer"),
                Arguments.of("a redirect", reply(302, "text/plain", ""), "302"),
                Arguments.of("too many requests", reply(429, "text/plain", ""), "429"),
                Arguments.of("a fault", reply(500, "text/plain", ""), "500"),
                Arguments.of("a conflict without a size", reply(409, "text/plain", "0\n"), "without a size"),
                Arguments.of("a size that is no size", reply(409, "text/x.tlog.size", "01\n"), "without a size"),
                Arguments.of("a size beyond 2^63", reply(409, "text/x.tlog.size", "9999999999999999999\n"), "without"),
                Arguments.of("the size that was sent", reply(409, "text/x.tlog.size", "0\n"), "had stated"),
                Arguments.of("other sizes", reply(409, "text/x.tlog.size", "1\n"), "changed during"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void sealsWithoutFaultyWitnessAndRetriesIt(String fault, Behavior behavior, String reason) throws Exception {
        witness.behave(behavior);
        grow(store, 5);
        SealLedger.Sealed sealed = seal(store, witnesses(witness, other));
        assertThat(sealed.checkpoint().orElseThrow().size()).isEqualTo(5);
        assertThat(sealed.witnesses())
                .filteredOn(answered -> answered.answer() instanceof WitnessAnswer.Failed)
                .singleElement()
                .extracting(Answered::answer)
                .asString()
                .contains(reason);
        TrustedKeys.Verified verified = latest(trusted(0, witness, other));
        assertThat(verified.seen()).extracting(TrustedKeys.Cosigned::witness).containsExactly("witness.example/w2");
        assertThat(verified.unknown()).isEmpty();
        assertThatThrownBy(() -> latest(trusted(2, witness, other)))
                .hasMessageContaining(
                        "1 trusted witnesses have signed, expected 2; no cosignature by witness.example/w1");

        witness.behave(WitnessDouble::answerAsSpecified);
        grow(store, 4);
        seal(store, witnesses(witness, other));
        assertThat(latest(trusted(2, witness, other)).seen()).hasSize(2);
    }

    @Test
    void doesNotWaitForWitnessThatNeverResponds() throws Exception {
        witness.behave((_, _) -> {
            new CountDownLatch(1).await();
            throw new IllegalStateException("not reached");
        });
        grow(store, 5);
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        SealLedger.Sealed sealed = seal(store, witnesses(witness, other), exports, Duration.ofSeconds(2));
        for (int seconds : List.of(8, 32)) {
            if (latest(trusted(0, witness, other)).seen().isEmpty()) { // on a busy machine, the other was too slow
                exports = new InMemoryCheckpointExport();
                sealed = seal(store, witnesses(witness, other), exports, Duration.ofSeconds(seconds));
            }
        }
        assertThat(sealed.checkpoint()).isPresent();
        assertThat(latest(trusted(0, witness, other)).seen()).hasSize(1);
        assertThat(exports.exported()).singleElement().asString().contains("— witness.example/w2 ");

        witness.behave(WitnessDouble::answerAsSpecified);
        assertThat(onlyAnswer(seal(store, witnesses(witness, other))))
                .as("asked again although there are no new entries")
                .isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(latest(trusted(2, witness, other)).seen()).hasSize(2);
    }

    @Test
    void sealsIfWitnessIsDown() {
        Witnesses configured = witnesses(witness);
        witness.close();
        grow(store, 5);
        SealLedger.Sealed sealed = seal(store, configured);
        assertThat(sealed.checkpoint()).isPresent();
        assertThat(onlyAnswer(sealed)).asString().contains("did not answer (ConnectException)");
    }

    @Test
    void reportsWitnessThatServesAnotherLogOrKey() {
        grow(store, 5);
        try (WitnessDouble strange = new WitnessDouble("witness.example/w3", clock)) {
            assertThat(onlyAnswer(seal(store, witnesses(strange)))).asString().contains("does not serve this log");
            strange.serve(ORIGIN, NEXT_KEY.key().toString());
            assertThat(onlyAnswer(seal(store, witnesses(strange)))).asString().contains("knows no key");
        }
    }

    /** The witness detects what the table alone cannot show: the whole table was replaced with an earlier state. */
    @Test
    void reportsRollbackThatWitnessHasSeen() {
        grow(store, 9);
        seal(store, witnesses(witness));
        added = 0;
        InMemoryLogStore earlier = new InMemoryLogStore();
        grow(earlier, 4);
        assertThat(onlyAnswer(seal(earlier, witnesses(witness)))).isEqualTo(new WitnessAnswer.Ahead(9));
        added = 100;
        grow(earlier, 5);
        assertThat(onlyAnswer(seal(earlier, witnesses(witness)))).asString().contains("another checkpoint");
        grow(earlier, 5);
        assertThat(onlyAnswer(seal(earlier, witnesses(witness)))).asString().contains("does not extend");
        assertThat(witness.size(ORIGIN)).isEqualTo(9);
    }

    @Test
    void keepsCosignaturesWhenKeyChanges() throws ProofFailedException {
        grow(store, 3);
        Instant change = NOON.plus(Duration.ofHours(1));
        LogSigningKeys keys = new LogSigningKeys(List.of(
                new SigningKey(_ -> KEY, Optional.empty(), Optional.empty()),
                new SigningKey(_ -> NEXT_KEY, Optional.of(change), Optional.empty())));
        SealLedger seal = new SealLedger(
                store,
                keys,
                CheckpointExport.none(),
                new CosignatureCollector(witnesses(witness), clock, Duration.ofSeconds(30)),
                clock);
        seal.seal(ACME, () -> true);
        clock.advance(Duration.ofHours(1));
        seal.seal(ACME, () -> true);
        TrustedKeys.Verified verified = latest(trusted(1, witness));
        assertThat(verified.signers()).containsExactly(KEY.key(), NEXT_KEY.key());
        assertThat(verified.seen()).containsExactly(new TrustedKeys.Cosigned("witness.example/w1", NOON));
        assertThat(witness.exchanges()).hasSize(1);
    }

    @Test
    void verifiesFormerWitnessesWithoutContactingThem() throws ProofFailedException {
        grow(store, 3);
        seal(store, witnesses(witness));
        grow(store, 3);
        Witnesses former = new Witnesses(List.of(new Witness(configured(witness).key(), Optional.empty())));
        assertThat(seal(store, former).witnesses()).isEmpty();
        assertThat(latest(trusted(0, witness)).seen()).isEmpty();
        assertThat(witness.exchanges()).hasSize(1);
        assertThat(new LogFsck(store, trusted(0, witness))
                        .check(ACME, List.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void reportsAndReplacesAlteredCosignature() {
        grow(store, 3);
        seal(store, witnesses(witness));
        String note = store.checkpoint(ACME).orElseThrow();
        String forged = witness.cosignature("other\n1\nroot\n", NOON.getEpochSecond());
        store.publish(ACME, 3, note.substring(0, note.lastIndexOf("— ")) + forged);
        assertThat(new LogFsck(store, trusted(0, witness))
                        .check(ACME, List.of())
                        .problems())
                .first()
                .asString()
                .contains("the signature of witness.example/w1", "does not match");
        assertThat(onlyAnswer(seal(store, witnesses(witness)))).isInstanceOf(WitnessAnswer.Cosigned.class);
        assertThat(new LogFsck(store, trusted(1, witness))
                        .check(ACME, List.of())
                        .problems())
                .isEmpty();
    }
}
