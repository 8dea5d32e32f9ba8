package io.grantkeeper.functions.syncaccess;

import static io.grantkeeper.functions.syncaccess.SyncAccessFixture.DANA;
import static io.grantkeeper.functions.syncaccess.SyncAccessFixture.ERIN;
import static io.grantkeeper.store.testkit.ModelSamples.granted;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that a row that moves while its listing is read is never reported as removed. Each page has two rows. */
class MovingRowsTest {
    private static final AccessObservation A = granted("a", DANA, "mail");
    private static final AccessObservation B = granted("b", DANA, "mail");
    private static final AccessObservation C = granted("c", ERIN, "mail");
    private static final AccessObservation D = granted("d", ERIN, "mail");
    private static final AccessObservation E = granted("e", ERIN, "mail");
    private static final String[] ALL = {
        "a/user/dana: mail", "b/user/dana: mail", "c/user/erin: mail", "d/user/erin: mail"
    };

    private final SyncAccessFixture fixture = new SyncAccessFixture();
    private final FunctionTestbed bench = fixture.bench;
    private int runs;

    @BeforeEach
    void sweepFourGrantsOnTwoPages() {
        fixture.tokens.declare(ListingOrder.SHIFTING);
        fixture.tokens.withoutDirectReads();
        list(A, B, C, D);
        sweep();
        assertThat(fixture.grants()).containsExactly(ALL);
    }

    private void list(AccessObservation... rows) {
        fixture.tokens.set("p", rows);
    }

    /** Changes the listing after its first page has been read. */
    private void listAfterFirstPage(AccessObservation... rows) {
        bench.connector.script().at(bench.connector.script().calls() + 2, () -> list(rows));
    }

    private void sweep() {
        bench.clock.advance(Duration.ofDays(1));
        runs++;
        fixture.deliver(fixture.sweep("r" + runs));
        fixture.drain();
    }

    private int awaiting() {
        return fixture.state().map(PartitionStatus::awaitingRows).orElse(0);
    }

    @Nested
    @DisplayName("A listing whose rows may move")
    class Shifting {
        @Test
        void keepsRowThatMovesToPageAlreadyRead() {
            listAfterFirstPage(B, C, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
        }

        @Test
        void keepsRowIfAnotherRowIsRepeatedInItsPlace() {
            listAfterFirstPage(C, A, B, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
        }

        @Test
        void keepsMissedRowThatNextSweepFindsAgain() {
            listAfterFirstPage(C, A, B, D);
            sweep();
            list(A, B, C, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isZero();
        }

        @Test
        void removesRowThatIsAlsoMissingFromNextListing() {
            list(A, B, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            sweep();
            assertThat(fixture.grants()).doesNotContain("c/user/erin: mail").hasSize(3);
            assertThat(awaiting()).isZero();
        }

        @Test
        void inconsistentListingDoesNotCountTowardConfirmingRemoval() {
            listAfterFirstPage(C, A, B, D);
            sweep();
            list(A, B, C, D);
            listAfterFirstPage(B, C, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
        }

        @Test
        void inconsistentListingDoesNotConfirmRemoval() {
            list(A, B, D);
            sweep();
            listAfterFirstPage(D, A, B);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            sweep();
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void removesRowImmediatelyIfListingFitsOnOnePage() {
            list(A, B);
            sweep();
            assertThat(fixture.grants()).hasSize(2);
        }

        @Test
        void writesNothingWhileNothingChanges() {
            list(A, B, D);
            fixture.tokens.state(Optional.of(4L));
            sweep();
            long version = version();
            sweep();
            assertThat(version()).isEqualTo(version);
            assertThat(fixture.grants()).containsExactly(ALL);
        }

        @Test
        void keepsRowIfListingIsSuspendedBetweenItsPages() {
            bench.remaining = Duration.ofSeconds(1);
            listAfterFirstPage(C, A, B, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
        }

        @Test
        void listingProvesNothingIfEarlierReleaseReadFirstPages() {
            bench.remaining = Duration.ofSeconds(1);
            fixture.tokens.declare(ListingOrder.FIXED);
            list(A, B, D);
            bench.clock.advance(Duration.ofDays(1));
            fixture.deliver(fixture.sweep("upgrade"));
            SyncWork rest = bench.queue.receive(1).getFirst();
            String at = ResumableListing.of(rest).progressName(rest);
            ListingProgress kept =
                    bench.digests.loadProgress(rest.tenant(), rest.ref(), at).orElseThrow();
            bench.digests.saveProgress(
                    rest.tenant(),
                    rest.ref(),
                    at,
                    new ListingProgress(kept.startedAt(), kept.rows(), ListingCompleteness.notCounted()));
            fixture.deliver(rest);
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
        }

        private long version() {
            return bench.digests.load(FunctionTestbed.TENANT, fixture.ref).version();
        }
    }

    @Nested
    @DisplayName("A provider that counts its rows")
    class Counting {
        @Test
        void provesRemovalIfStatedCountMatches() {
            fixture.tokens.state(Optional.of(3L));
            list(A, B, D);
            sweep();
            assertThat(fixture.grants()).hasSize(3);
            assertThat(awaiting()).isZero();
        }

        /** B is removed and E is added. As a result, C moves to the first page, and the count is the same as before. */
        @Test
        void matchingCountProvesNothingIfRowWasAlsoAdded() {
            fixture.tokens.state(Optional.of(4L));
            listAfterFirstPage(A, C, D, E);
            sweep();
            assertThat(fixture.grants()).contains(ALL).contains("e/user/erin: mail");
            assertThat(awaiting()).isEqualTo(1);
            sweep();
            assertThat(fixture.grants()).doesNotContain("b/user/dana: mail").contains("c/user/erin: mail");
            assertThat(awaiting()).isZero();
        }

        @Test
        void matchingCountProvesNothingIfRowWasAddedBeforeSuspension() {
            bench.remaining = Duration.ofSeconds(1);
            fixture.tokens.state(Optional.of(5L));
            list(A, B, E, C, D);
            bench.connector
                    .script()
                    .at(bench.connector.script().calls() + 3, () -> list(A, E, C, D, granted("f", ERIN, "mail")));
            sweep();
            assertThat(fixture.grants()).contains(ALL).contains("e/user/erin: mail");
        }

        @Test
        void provesNothingIfProviderCountsMoreRowsThanItLists() {
            fixture.tokens.state(Optional.of(4L));
            list(A, B, D);
            sweep();
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
            fixture.tokens.state(Optional.of(3L));
            sweep();
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void provesNothingIfStatedCountChangesBetweenPages() {
            fixture.tokens.state(Optional.of(4L));
            bench.connector.script().at(bench.connector.script().calls() + 2, () -> {
                list(B, C, D);
                fixture.tokens.state(Optional.of(3L));
            });
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
        }

        @Test
        void provesNothingIfStatedCountDiffersEvenIfOrderIsFixed() {
            fixture.tokens.declare(ListingOrder.FIXED);
            fixture.tokens.state(Optional.of(4L));
            list(A, B, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
        }
    }

    @Nested
    @DisplayName("A provider whose rows can be read directly")
    class DirectlyReadable {
        @BeforeEach
        void offerDirectReads() {
            fixture.tokens.withDirectReads();
        }

        @Test
        void directReadShowsThatMovedRowStillExists() {
            listAfterFirstPage(C, A, B, D);
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isZero();
        }

        @Test
        void directReadProvesRemovalImmediately() {
            list(A, B, D);
            sweep();
            assertThat(fixture.grants()).hasSize(3);
            assertThat(awaiting()).isZero();
        }

        @Test
        void directReadProvesRemovalEvenIfStatedCountDiffers() {
            fixture.tokens.state(Optional.of(4L));
            list(A, B, D);
            sweep();
            assertThat(fixture.grants()).hasSize(3);
        }

        @Test
        void leavesRowAwaitingConfirmationIfDirectReadFails() {
            list(A, B, D);
            bench.connector
                    .script()
                    .failAt(
                            bench.connector.script().calls() + 3,
                            new ConnectorProblem.RateLimited(Duration.ofSeconds(9), "calls"));
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isEqualTo(1);
            assertThat(fixture.state().orElseThrow().problem()).isEmpty();
        }

        @Test
        void recordsThatRereadOfSegmentRefutedRemoval() {
            fixture.tokens.withoutDirectReads();
            listAfterFirstPage(C, A, B, D);
            sweep();
            assertThat(awaiting()).isEqualTo(1);
            list(A, B, C, D);
            fixture.deliver(fixture.reread(ERIN));
            assertThat(awaiting()).isZero();
        }

        @Test
        void recordsThatRereadOfSegmentConfirmedRemoval() {
            fixture.tokens.withoutDirectReads();
            list(A, B, D);
            sweep();
            assertThat(awaiting()).isEqualTo(1);
            bench.clock.advance(Duration.ofMinutes(1));
            fixture.deliver(fixture.reread(ERIN));
            assertThat(awaiting()).isZero();
            assertThat(fixture.grants()).hasSize(3);
        }
    }

    @Nested
    @DisplayName("A listing that was planned from another one")
    class Planned {
        @BeforeEach
        void planListing() {
            fixture.tokens.declare(ListingOrder.PLANNED);
        }

        @Test
        void keepsRowsOfObjectThatPlanningMissed() {
            fixture.tokens.readWhole(DANA.externalId());
            list(A);
            sweep();
            assertThat(fixture.grants()).containsExactly("a/user/dana: mail", "c/user/erin: mail", "d/user/erin: mail");
            assertThat(awaiting()).isEqualTo(2);
            sweep();
            assertThat(fixture.grants()).containsExactly("a/user/dana: mail");
        }

        @Test
        void readsObjectDirectlyIfPlanningMissedIt() {
            fixture.tokens.withDirectReads();
            fixture.tokens.readWhole(DANA.externalId());
            fixture.tokens.hideFromListing(ERIN.externalId());
            sweep();
            assertThat(fixture.grants()).containsExactly(ALL);
            assertThat(awaiting()).isZero();
        }
    }
}
