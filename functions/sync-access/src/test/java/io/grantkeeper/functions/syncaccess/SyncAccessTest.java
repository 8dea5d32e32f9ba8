package io.grantkeeper.functions.syncaccess;

import static io.grantkeeper.functions.syncaccess.SyncAccessFixture.DANA;
import static io.grantkeeper.functions.syncaccess.SyncAccessFixture.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.granted;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SyncAccessTest {
    private final SyncAccessFixture fixture = new SyncAccessFixture();
    private final FunctionTestbed bench = fixture.bench;

    @BeforeEach
    void setUpThreeGrantsOnTwoPages() {
        fixture.tokens.set("p", granted("a", DANA, "mail"), granted("b", DANA, "files"), granted("c", ERIN, "mail"));
    }

    @Nested
    @DisplayName("A completely read listing")
    class Complete {
        @Test
        void storesAndRecordsCompleteListing() {
            assertThat(fixture.deliver(fixture.sweep("r1")).getBatchItemFailures())
                    .isEmpty();
            assertThat(fixture.grants())
                    .containsExactly("a/user/dana: mail", "b/user/dana: files", "c/user/erin: mail");
            assertThat(fixture.state()).hasValueSatisfying(state -> {
                assertThat(state.run()).contains("r1");
                assertThat(state.rows()).isEqualTo(3);
                assertThat(state.problem()).isEmpty();
            });
        }

        @Test
        void storesSourceStreamWithEachRow() {
            fixture.deliver(fixture.sweep("r1"));
            assertThat(bench.access
                            .identityRecord(FunctionTestbed.TENANT, ModelSamples.appId("a"))
                            .orElseThrow()
                            .grants())
                    .isNotEmpty()
                    .allSatisfy(
                            grant -> assertThat(grant.stream()).contains(fixture.state().orElseThrow().ref().stream()));
        }

        @Test
        void leavesDigestUnchangedIfNoRowChanges() {
            fixture.deliver(fixture.sweep("r1"));
            long version = digestVersion();
            fixture.deliver(fixture.sweep("r2"));
            assertThat(digestVersion()).isEqualTo(version);
            assertThat(fixture.state().orElseThrow().run()).contains("r2");
        }

        @Test
        void removesMissingRowsAndUpdatesChangedOnes() {
            fixture.deliver(fixture.sweep("r1"));
            bench.clock.advance(Duration.ofDays(1));
            fixture.tokens.set("p", granted("a", DANA, "mail", "files"), granted("c", ERIN, "mail"));
            fixture.deliver(fixture.sweep("r2"));
            assertThat(fixture.grants()).containsExactly("a/user/dana: files mail", "c/user/erin: mail");
        }

        @Test
        void readsPartitionOncePerRun() {
            fixture.deliver(fixture.sweep("r1"), fixture.sweep("r1"));
            assertThat(bench.connector.script().calls()).isEqualTo(2);
        }

        @Test
        void storesLaterVersionOfDuplicateRowEvenIfEarlierVersionIsStored() {
            fixture.tokens.set("p", granted("a", DANA, "mail"));
            fixture.deliver(fixture.sweep("r1"));
            bench.clock.advance(Duration.ofDays(1));
            fixture.tokens.set("p", granted("a", DANA, "files"), granted("b", DANA, "x"), granted("a", DANA, "mail"));
            bench.connector.script().at(2, () -> bench.clock.advance(Duration.ofSeconds(1)));
            fixture.deliver(fixture.sweep("r2"));
            assertThat(fixture.grants()).contains("a/user/dana: mail");
        }
    }

    @Nested
    @DisplayName("A segment that is reread")
    class Segment {
        @Test
        void changesOnlyRowsOfRereadSegment() {
            fixture.deliver(fixture.sweep("r1"));
            bench.clock.advance(Duration.ofMinutes(1));
            fixture.tokens.set("p", granted("d", DANA, "chat"));
            fixture.deliver(fixture.reread(DANA));
            assertThat(fixture.grants()).containsExactly("c/user/erin: mail", "d/user/dana: chat");
            assertThat(fixture.state().orElseThrow().run()).contains("r1");
        }

        @Test
        void writesRowsOfOtherSegmentsInFirstListingAfterReread() {
            fixture.deliver(fixture.reread(DANA));
            assertThat(fixture.state()).isEmpty();
            fixture.deliver(fixture.sweep("r1"));
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void keepsChangesFromRereadDuringConcurrentSweep() {
            fixture.deliver(fixture.sweep("r1"));
            bench.clock.advance(Duration.ofDays(1));
            // The sweep has read its first page when Dana's grants change and a webhook triggers a reread of them.
            bench.connector.script().at(4, () -> {
                bench.clock.advance(Duration.ofSeconds(5));
                fixture.tokens.set("p", granted("a", DANA, "mail", "admin"), granted("c", ERIN, "mail"));
                fixture.deliver(fixture.reread(DANA));
            });
            fixture.deliver(fixture.sweep("r2"));
            fixture.drain();
            assertThat(fixture.grants()).containsExactly("a/user/dana: admin mail", "c/user/erin: mail");
            bench.clock.advance(Duration.ofDays(1));
            fixture.deliver(fixture.sweep("r3"));
            assertThat(fixture.grants()).containsExactly("a/user/dana: admin mail", "c/user/erin: mail");
            assertNothingUncertain();
        }
    }

    @Nested
    @DisplayName("Near the time limit")
    class TimeLimit {
        @Test
        void queuesRestOfListingWhenTimeRunsOut() {
            bench.remaining = Duration.ofSeconds(1);
            fixture.deliver(fixture.sweep("r1"));
            assertThat(bench.queue.pending())
                    .singleElement()
                    .satisfies(work -> assertThat(work.cursor()).isPresent());
            fixture.drain();
            assertThat(fixture.grants()).hasSize(3);
            assertThat(bench.connector.script().calls()).isEqualTo(2);
        }

        @Test
        void removesRowsMissingFromEveryPartOfResumedListing() {
            fixture.deliver(fixture.sweep("r1"));
            bench.clock.advance(Duration.ofDays(1));
            bench.remaining = Duration.ofSeconds(1);
            fixture.tokens.set("p", granted("b", DANA, "files"), granted("c", ERIN, "mail"), granted("e", ERIN, "x"));
            fixture.deliver(fixture.sweep("r2"));
            fixture.drain();
            assertThat(fixture.grants()).containsExactly("b/user/dana: files", "c/user/erin: mail", "e/user/erin: x");
            assertNothingUncertain();
        }

        @Test
        void startsOverIfAnotherWorkerChangedPartition() {
            bench.remaining = Duration.ofSeconds(1);
            fixture.deliver(fixture.sweep("r1"));
            fixture.tokens.set("p", granted("b", DANA, "files"), granted("c", ERIN, "mail"), granted("e", ERIN, "x"));
            bench.clock.advance(Duration.ofSeconds(1));
            fixture.deliver(fixture.reread(DANA));
            fixture.drain();
            assertThat(fixture.grants()).containsExactly("b/user/dana: files", "c/user/erin: mail", "e/user/erin: x");
            assertNothingUncertain();
        }
    }

    @Nested
    @DisplayName("A problem")
    class Problems {
        @Test
        void removesNothingAfterProblemOnAnyPage() {
            for (ConnectorProblem problem : oneOfEachProblem()) {
                for (int page = 1; page <= 2; page++) {
                    var fresh = new SyncAccessFixture();
                    fresh.tokens.set(
                            "p", granted("a", DANA, "mail"), granted("b", DANA, "files"), granted("c", ERIN, "mail"));
                    fresh.deliver(fresh.sweep("r1"));
                    var before = fresh.grants();
                    fresh.bench.clock.advance(Duration.ofDays(1));
                    // All rows in the failing listing are new, and rows that it does not contain must not be removed.
                    fresh.tokens.set("p", granted("d", DANA, "x"), granted("d", ERIN, "x"), granted("e", ERIN, "x"));
                    fresh.bench.connector.script().failAt(2 + page, problem);
                    assertThat(fresh.deliver(fresh.sweep("r2")).getBatchItemFailures())
                            .isEmpty();
                    assertThat(fresh.grants())
                            .as("%s at page %d", problem.code(), page)
                            .containsAll(before);
                    assertThat(fresh.state().orElseThrow().problem())
                            .contains(new StaleStreamReason(problem.code(), problem.message()));
                }
            }
        }

        @Test
        void delaysWorkUntilRateLimitAllowsIt() {
            bench.connector.script().failAt(2, new ConnectorProblem.RateLimited(Duration.ofMinutes(40), "core"));
            fixture.deliver(fixture.sweep("r1"));
            assertThat(bench.queue.pending()).singleElement().satisfies(work -> {
                assertThat(Duration.between(bench.clock.instant(), work.notBefore()))
                        .isBetween(Duration.ofMinutes(40), Duration.ofMinutes(41));
                assertThat(work.cursor()).isPresent();
            });
            fixture.drain();
            assertThat(fixture.grants()).hasSize(3);
            assertThat(fixture.state().orElseThrow().problem()).isEmpty();
            assertThat(bench.connector.script().calls()).isEqualTo(3);
        }

        @Test
        void rereadsNoPageIfEveryPageHitsRateLimit() {
            for (int call = 2; call <= 20; call += 2) {
                bench.connector.script().failAt(call, new ConnectorProblem.RateLimited(Duration.ofMinutes(1), "core"));
            }
            fixture.tokens.set(
                    "p",
                    granted("a", DANA, "x"),
                    granted("a", ERIN, "x"),
                    granted("b", DANA, "x"),
                    granted("b", ERIN, "x"),
                    granted("c", DANA, "x"),
                    granted("c", ERIN, "x"));
            for (int pages = 1; pages <= 2; pages++) {
                SyncWork next = pages == 1
                        ? fixture.sweep("r1")
                        : bench.queue.receive(1).getFirst();
                fixture.deliver(next);
                assertThat(bench.queue.pending())
                        .extracting(work -> ResumableListing.of(work).cursor())
                        .containsExactly(PartitionCursor.at(Integer.toString(2 * pages)));
                bench.clock.advance(Duration.ofMinutes(2));
            }
            fixture.drain();
            assertThat(fixture.grants()).hasSize(6);
            assertThat(bench.connector.script().calls())
                    .as("three pages, two throttled calls")
                    .isEqualTo(5);
        }

        @Test
        void recordsRepeatedRateLimitOnlyOnce() {
            var told = new AtomicInteger();
            bench.withWrapping(counting("recordFailed", told));
            fixture.restart();
            for (int call = 2; call <= 9; call++) {
                bench.connector.script().failAt(call, new ConnectorProblem.RateLimited(Duration.ofMinutes(1), "core"));
            }
            fixture.deliver(fixture.sweep("r1"));
            fixture.drain();
            assertThat(bench.connector.script().calls()).isEqualTo(10);
            assertThat(told).hasValue(1);
            assertThat(fixture.state().orElseThrow().problem()).isEmpty();
        }

        private FunctionTestbed.Wrapping counting(String method, AtomicInteger calls) {
            return new FunctionTestbed.Wrapping() {
                @Override
                public <T> T wrap(Class<T> port, T real) {
                    return port.cast(Proxy.newProxyInstance(
                            port.getClassLoader(), new Class<?>[] {port}, (_, called, arguments) -> {
                                if (called.getName().equals(method)) {
                                    calls.incrementAndGet();
                                }
                                try {
                                    return called.invoke(real, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            }));
                }
            };
        }

        @Test
        void retriesIndefinitelyAfterRateLimit() {
            for (int call = 1; call <= 40; call++) {
                bench.connector.script().failAt(call, new ConnectorProblem.RateLimited(Duration.ofMinutes(1), "core"));
            }
            fixture.deliver(fixture.sweep("r1"));
            fixture.drain();
            assertThat(bench.deadLetters.letters()).isEmpty();
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void movesWorkToParkingQueueWithReasonAfterPersistentOutage() {
            for (int call = 1; call <= 20; call++) {
                bench.connector.script().failAt(call, new ConnectorProblem.Unavailable("timed out"));
            }
            fixture.deliver(fixture.sweep("r1"));
            fixture.drain();
            assertThat(bench.deadLetters.letters())
                    .singleElement()
                    .satisfies(letter ->
                            assertThat(letter.reason()).isEqualTo("stopped after 12 consecutive attempts: timed out"));
        }

        @Test
        void pausesConnectionWithInvalidToken() {
            bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));
            fixture.deliver(fixture.sweep("r1"), fixture.sweep("r1"));
            assertThat(bench.sweeps
                            .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                            .paused())
                    .contains(new StaleStreamReason("invalid-token", "the token was revoked"));
            assertThat(bench.connector.script().calls()).isEqualTo(1);
        }

        @Test
        void recordsMissingScopeOnlyForAffectedStream() {
            bench.connector.script().failAt(1, new ConnectorProblem.InsufficientScope(Set.of("admin.read"), "refused"));
            fixture.deliver(fixture.sweep("r1"));
            assertThat(fixture.state().orElseThrow().problem())
                    .contains(new StaleStreamReason("insufficient-scope", "refused; missing: admin.read"));
            assertThat(bench.sweeps
                            .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                            .paused())
                    .isEmpty();
            assertThat(bench.deadLetters.letters()).isEmpty();
        }

        @Test
        void movesWorkToParkingQueueAfterUnexpectedResponse() {
            bench.connector.script().failAt(1, new ConnectorProblem.UnexpectedResponse("no 'items' in the answer"));
            fixture.deliver(fixture.sweep("r1"));
            assertThat(bench.deadLetters.letters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).isEqualTo("no 'items' in the answer"));
        }

        @Test
        void movesWorkToParkingQueueAndRemovesNothingIfPagesRepeat() {
            fixture.deliver(fixture.sweep("r1"));
            fixture.tokens.set("p", granted("a", DANA, "mail"), granted("d", DANA, "files"), granted("e", ERIN, "x"));
            fixture.tokens.loopPages();
            fixture.deliver(fixture.sweep("r2"));
            assertThat(bench.deadLetters.letters())
                    .singleElement()
                    .satisfies(letter -> assertThat(letter.reason()).contains("the listing would never end"));
            assertThat(fixture.grants()).contains("b/user/dana: files", "c/user/erin: mail");
        }

        private List<ConnectorProblem> oneOfEachProblem() {
            return List.of(
                    new ConnectorProblem.RateLimited(Duration.ofSeconds(30), "core"),
                    new ConnectorProblem.Unavailable("timed out"),
                    new ConnectorProblem.InvalidToken("revoked"),
                    new ConnectorProblem.InsufficientScope(Set.of("x"), "refused"),
                    new ConnectorProblem.NotOffered("another plan"),
                    new ConnectorProblem.NotFound("gone"),
                    new ConnectorProblem.UnexpectedResponse("not JSON"),
                    new ConnectorProblem.Misconfigured("a setting is missing"));
        }
    }

    @Nested
    @DisplayName("A partition that the provider does not find")
    class NotFoundAnymore {
        private final ConnectorProblem gone = new ConnectorProblem.NotFound("the project does not exist");

        /** Returns work whose parameters differ from those that planning returns now. */
        private SyncWork plannedEarlier() {
            return fixture.work(
                    Partition.of(fixture.tokens.id(), "p", Map.of("name", "shop")), Optional.of("r2"), false);
        }

        @BeforeEach
        void sweepOnceBefore() {
            fixture.deliver(fixture.sweep("r1"));
            bench.clock.advance(Duration.ofDays(1));
        }

        @Test
        void replansAndReadsPartitionThatProviderDoesNotFind() {
            for (int page = 1; page <= 2; page++) {
                var fresh = new SyncAccessFixture();
                fresh.tokens.set("p", granted("a", DANA, "mail"), granted("b", DANA, "x"), granted("c", ERIN, "mail"));
                fresh.deliver(fresh.sweep("r1"));
                fresh.bench.clock.advance(Duration.ofDays(1));
                fresh.bench.connector.script().at(2 + page, () -> {
                    fresh.tokens.set("p");
                    throw new ConnectorException(gone);
                });
                fresh.deliver(plannedEarlier());
                fresh.drain();
                assertThat(fresh.grants()).as("removed at page %d", page).isEmpty();
                assertThat(fresh.state()).hasValueSatisfying(state -> {
                    assertThat(state.run()).contains("r2");
                    assertThat(state.problem()).isEmpty();
                });
                assertThat(fresh.bench.connector.script().calls())
                        .as("two pages, the pages until the failure, one plan, one empty page")
                        .isEqualTo(2 + page + 2);
            }
        }

        @Test
        void reportsCoverageGapIfReplanningChangesNothing() {
            bench.connector.script().failAt(3, gone);
            fixture.deliver(fixture.sweep("r2"));
            assertThat(bench.queue.size()).isZero();
            assertThat(fixture.state().orElseThrow().problem())
                    .contains(new StaleStreamReason(gone.code(), gone.message()));
            assertThat(fixture.grants()).hasSize(3);
            assertThat(bench.connector.script().calls())
                    .as("two pages, the failure, one plan")
                    .isEqualTo(4);
        }

        @Test
        void readsPartitionLaterIfItCannotBeReplannedNow() {
            bench.connector
                    .script()
                    .failAt(3, gone)
                    .failAt(4, new ConnectorProblem.RateLimited(Duration.ofMinutes(1), "core"))
                    .failAt(5, gone);
            fixture.deliver(plannedEarlier());
            assertThat(fixture.state().orElseThrow().problem().orElseThrow().code())
                    .isEqualTo("rate-limited");
            fixture.drain();
            assertThat(fixture.state()).hasValueSatisfying(state -> {
                assertThat(state.run()).contains("r2");
                assertThat(state.problem()).isEmpty();
            });
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void reportsCoverageGapIfEveryReplanDiffers() {
            for (int call = 3; call < 100; call += 2) {
                String name = "p" + call;
                bench.connector
                        .script()
                        .failAt(call, gone)
                        .at(call + 1, () -> fixture.tokens.plan(Map.of("name", name)));
            }
            fixture.deliver(fixture.sweep("r2"));
            fixture.drain();
            assertThat(fixture.state().orElseThrow().problem().orElseThrow().code())
                    .isEqualTo(gone.code());
            assertThat(fixture.grants()).hasSize(3);
        }
    }

    @Nested
    @DisplayName("A stream whose planning had to wait")
    class Planning {
        private final SweepRun run =
                new SweepRun("r1", bench.clock.instant(), 0).withUnplanned(Set.of(fixture.tokens.id()));

        private void deliverPlanning() {
            fixture.deliver(
                    fixture.work(Partition.of(fixture.tokens.id(), "planning", Map.of()), Optional.of("r1"), true));
        }

        private SweepRun lastRun() {
            return bench.sweeps
                    .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                    .lastRun()
                    .orElseThrow();
        }

        @BeforeEach
        void recordRun() {
            bench.sweeps.recordPlanned(FunctionTestbed.TENANT, ConnectionStatus.unknown(ModelSamples.ACME), run);
        }

        @Test
        void plansAndReadsStreamAsSoonAsProviderAcceptsCalls() {
            bench.connector
                    .script()
                    .failAt(1, new ConnectorProblem.RateLimited(Duration.ofSeconds(30), "core"))
                    .failAt(2, new ConnectorProblem.RateLimited(Duration.ofSeconds(30), "core"));
            deliverPlanning();
            assertThat(lastRun().isPlanned()).isFalse();
            fixture.drain();
            assertThat(lastRun()).isEqualTo(new SweepRun("r1", run.plannedAt(), 1));
            assertThat(fixture.grants()).hasSize(3);
            assertThat(fixture.state().orElseThrow().run()).contains("r1");
            assertThat(bench.sweeps
                            .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                            .baselineAt())
                    .as("the first sweep is complete only now")
                    .isPresent();
        }

        @Test
        void plansStreamOnceIfMessageArrivesTwice() {
            deliverPlanning();
            deliverPlanning();
            assertThat(lastRun().partitions()).isEqualTo(1);
            fixture.drain();
            assertThat(bench.connector.script().calls())
                    .as("planned once, read once: two pages")
                    .isEqualTo(3);
        }

        @Test
        void skipsPlanningIfLaterSweepHasBeenPlanned() {
            bench.clock.advance(Duration.ofHours(1));
            bench.sweeps.recordPlanned(
                    FunctionTestbed.TENANT,
                    ConnectionStatus.unknown(ModelSamples.ACME),
                    new SweepRun("r2", bench.clock.instant(), 1));
            deliverPlanning();
            assertThat(bench.connector.script().calls()).isZero();
            assertThat(bench.queue.size()).isZero();
        }

        @Test
        void streamWithoutPermissionDoesNotDelaySweep() {
            bench.connector.script().failAt(1, new ConnectorProblem.InsufficientScope(Set.of("x"), "refused"));
            deliverPlanning();
            assertThat(lastRun()).isEqualTo(new SweepRun("r1", run.plannedAt(), 0));
            assertThat(bench.queue.size()).isZero();
        }
    }

    @Nested
    @DisplayName("A message")
    class OneMessage {
        @Test
        void movesOnlyMalformedMessageToParkingQueue() {
            String good = io.grantkeeper.identity.json.ModelJson.write(fixture.sweep("r1"));
            assertThat(fixture.deliverRaw("{not json", "{}", "null", "[]", good).getBatchItemFailures())
                    .isEmpty();
            assertThat(bench.deadLetters.letters()).hasSize(4);
            assertThat(bench.deadLetters.letters().get(1).reason())
                    .startsWith("the message is not a SyncWork: missing or wrong value at ");
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void movesMessageForUnknownConnectionOrStreamToParkingQueue() {
            SyncWork good = fixture.sweep("r1");
            var unknown = new SyncWork(
                    FunctionTestbed.TENANT,
                    ModelSamples.OTHER,
                    good.partition(),
                    good.run(),
                    good.cursor(),
                    false,
                    0,
                    good.notBefore(),
                    "test");
            var noStream = fixture.work(
                    Partition.whole(new io.grantkeeper.identity.StreamId("nothing")), Optional.empty(), false);
            assertThat(fixture.deliver(unknown, noStream).getBatchItemFailures())
                    .isEmpty();
            assertThat(bench.deadLetters.letters())
                    .extracting(letter -> letter.reason())
                    .containsExactly(
                            "connection 'github-acme' of tenant 'acme' is not configured",
                            "provider 'google' has no stream 'nothing'");
        }

        @Test
        void requeuesMessageThatIsNotYetDue() {
            fixture.deliver(fixture.sweep("r1").retryAt(bench.clock.instant().plusSeconds(20)));
            assertThat(bench.connector.script().calls()).isZero();
            assertThat(bench.queue.pending())
                    .singleElement()
                    .satisfies(work -> assertThat(work.attempt()).isEqualTo(1));
        }

        @Test
        void reportsOnlyFailedMessageForRedelivery() {
            bench.connector.script().at(1, () -> {
                throw new IllegalStateException("a bug");
            });
            assertThat(fixture.deliver(fixture.sweep("r1"), fixture.sweep("r1")).getBatchItemFailures())
                    .extracting(BatchItemFailure::getItemIdentifier)
                    .containsExactly("0");
            assertThat(fixture.grants()).hasSize(3);
        }
    }

    @Test
    void recordsBaselineWhenEveryPartitionIsReadOrNotOffered() {
        var run = new io.grantkeeper.identity.store.SweepRun("r1", bench.clock.instant(), 2);
        bench.sweeps.recordPlanned(FunctionTestbed.TENANT, ConnectionStatus.unknown(ModelSamples.ACME), run);
        fixture.deliver(fixture.work(Partition.of(fixture.tokens.id(), "p", Map.of()), Optional.of("r1"), true));
        assertThat(bench.sweeps
                        .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                        .baselineAt())
                .isEmpty();

        bench.connector.script().next(() -> {
            throw new io.grantkeeper.connector.ConnectorException(new ConnectorProblem.NotOffered("another plan"));
        });
        fixture.deliver(fixture.work(Partition.of(fixture.tokens.id(), "q", Map.of()), Optional.of("r1"), true));
        assertThat(bench.sweeps
                        .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                        .baselineAt())
                .isPresent();
    }

    @Test
    void queuesNoRereadsForChangesInLogDuringFirstSweep() {
        var log = bench.connector.log("events", 2, Duration.ofHours(1));
        log.set("all");
        log.hint(0, fixture.reread(DANA).partition());
        var window = new io.grantkeeper.connector.LogWindow(Optional.empty(), bench.clock.instant());
        fixture.deliver(fixture.work(window.addTo(Partition.whole(log.id())), Optional.of("r1"), true));
        assertThat(bench.queue.pending()).isEmpty();
    }

    @Test
    void queuesOneRereadForManyChangesInLog() {
        var log = bench.connector.log("events", 2, Duration.ofHours(1));
        log.set("all");
        log.hint(0, fixture.reread(DANA).partition(), fixture.reread(DANA).partition());
        var window = new io.grantkeeper.connector.LogWindow(Optional.empty(), bench.clock.instant());
        SyncWork work = fixture.work(window.addTo(Partition.whole(log.id())), Optional.of("r1"), false);
        fixture.deliver(work);
        fixture.deliver(fixture.work(work.partition(), Optional.of("r2"), false));

        assertThat(bench.queue.pending())
                .singleElement()
                .satisfies(reread -> assertThat(reread.partition().segment()).contains("dana"));
        assertThat(bench.sweeps
                        .partition(FunctionTestbed.TENANT, work.ref())
                        .orElseThrow()
                        .watermark())
                .contains(ModelSamples.NOON);
        fixture.drain();
        assertThat(fixture.grants()).containsExactly("a/user/dana: mail", "b/user/dana: files");
    }

    private long digestVersion() {
        return bench.digests.load(FunctionTestbed.TENANT, fixture.ref).version();
    }

    private void assertNothingUncertain() {
        assertThat(bench.digests
                        .load(FunctionTestbed.TENANT, fixture.ref)
                        .rows()
                        .values())
                .noneMatch(RowDigest::isUncertain);
    }
}
