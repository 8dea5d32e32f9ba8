package io.grantkeeper.functions.plansweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanSweepTest {
    private final FunctionTestbed bench = new FunctionTestbed();
    private final ScriptedStream apps = bench.connector.listing("apps", 2);
    private FunctionApplicationContext functions;
    private Function<PlanSweepRequest, PlanSweepResult> planSweep;

    @BeforeEach
    void start() {
        var module = new PlanSweepConfiguration();
        functions = FunctionApplicationContext.start(List.of(module), bench);
        planSweep = functions.function(module);
        apps.set("a");
        apps.set("b");
    }

    @AfterEach
    void stop() {
        functions.close();
    }

    @Test
    void queuesEveryPartitionOfEveryStream() {
        PlanSweepResult result = plan();

        assertThat(result.partitions()).isEqualTo(2);
        assertThat(bench.queue.pending())
                .extracting(work -> work.partition().id())
                .containsExactly("a", "b");
        assertThat(bench.queue.pending())
                .allSatisfy(work -> assertThat(work.run()).contains(result.run()))
                .allSatisfy(work -> assertThat(work.baseline()).isTrue());
        assertThat(bench.sweeps
                        .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                        .lastRun())
                .hasValueSatisfying(run -> assertThat(run.partitions()).isEqualTo(2));
    }

    @Test
    void plansSameRunWhenScheduleFiresTwice() {
        PlanSweepResult first = plan();
        bench.clock.advance(Duration.ofSeconds(30));
        assertThat(plan().run()).isEqualTo(first.run());
    }

    @Test
    void startsLogReadAtLastPositionMinusOverlap() {
        bench.connector.log("events", 2, Duration.ofHours(3)).set("all");
        var log = new PartitionRef(ModelSamples.ACME, new StreamId("events"), "all");
        bench.sweeps.recordCompleted(
                FunctionTestbed.TENANT,
                log,
                new CompletedRead(
                        Optional.empty(), ModelSamples.minute(-10), Optional.of(ModelSamples.minute(-10)), 0));

        plan();

        assertThat(bench.queue.pending())
                .filteredOn(work -> work.ref().equals(log))
                .singleElement()
                .extracting(work -> LogWindow.of(work.partition()))
                .isEqualTo(new LogWindow(Optional.of(ModelSamples.minute(-190)), ModelSamples.NOON));
    }

    @Test
    void queuesPartitionThatWasReadBeforeButIsNoLongerListed() {
        completePartition("gone");
        plan();
        assertThat(bench.queue.pending())
                .extracting(work -> work.partition().id())
                .contains("gone");
    }

    @Test
    void plansBaselineForStreamThatWasNeverRead() {
        completePartition("a");
        completePartition("b");
        bench.sweeps.recordBaseline(FunctionTestbed.TENANT, ModelSamples.ACME, ModelSamples.NOON);
        bench.connector.listing("keys", 2).set("all");

        plan();

        assertThat(bench.queue.pending())
                .filteredOn(SyncWork::baseline)
                .singleElement()
                .satisfies(work -> assertThat(work.partition().stream()).isEqualTo(new StreamId("keys")));
    }

    @Test
    void skipsRecentlyReadPartitionsWhenOnlyDueOnesAreRequested() {
        completePartition("a");
        completePartition("b");
        assertThat(planSweep.apply(request(true)).partitions()).isZero();
        bench.clock.advance(Duration.ofHours(25));
        assertThat(planSweep.apply(request(true)).partitions()).isEqualTo(2);
    }

    @Test
    void plansOtherStreamsWhenOneCannotBePlanned() {
        bench.connector.listing("keys", 2).set("all");
        bench.connector.script().failAt(1, new ConnectorProblem.Unavailable("timed out"));

        PlanSweepResult result = plan();

        assertThat(result.problems()).containsExactly("Scripted apps: timed out");
        assertThat(result.partitions()).isEqualTo(1);
        assertThat(bench.queue.pending())
                .extracting(work ->
                        work.partition().stream() + "/" + work.partition().id())
                .containsExactly("keys/all", "apps/planning");
        assertThat(planningState().problem()).contains(new StaleStreamReason("unavailable", "timed out"));

        bench.clock.advance(Duration.ofHours(1));
        int before = bench.queue.size();
        plan();
        assertThat(planningState().problem()).isEmpty();
        assertThat(bench.queue.pending().subList(before, bench.queue.size()))
                .extracting(work -> work.partition().id())
                .doesNotContain("planning");
    }

    @Test
    void delaysPlanningOfThrottledStreamUntilProviderAcceptsCalls() {
        bench.connector.listing("keys", 2).set("all");
        bench.connector.script().failAt(1, new ConnectorProblem.RateLimited(Duration.ofSeconds(40), "calls"));

        PlanSweepResult result = plan();

        assertThat(result.problems()).as("a stream that waits is not skipped").isEmpty();
        assertThat(bench.queue.pending())
                .filteredOn(work -> work.partition().stream().equals(apps.id()))
                .singleElement()
                .satisfies(work -> {
                    assertThat(work.partition().id()).isEqualTo("planning");
                    assertThat(work.run()).contains(result.run());
                    assertThat(work.notBefore()).isEqualTo(bench.clock.instant().plusSeconds(40));
                });
        assertThat(bench.sweeps
                        .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                        .lastRun()
                        .orElseThrow()
                        .isPlanned())
                .as("the sweep is not complete before the stream is planned")
                .isFalse();
    }

    @Test
    void plansOtherStreamsWhenOneHasInvalidSettings() {
        bench.connector.listing("keys", 2).set("all");
        bench.connector.script().at(1, () -> {
            throw new IllegalArgumentException("page-size must be a number");
        });
        bench.connector.pushChannel((_, _, _) -> {
            throw new IllegalArgumentException("topic must be a name");
        });

        PlanSweepResult result = plan();

        assertThat(result.problems())
                .containsExactly("Scripted apps: page-size must be a number", "push channel: topic must be a name");
        assertThat(result.partitions()).isEqualTo(1);
        assertThat(bench.queue.size()).isEqualTo(1);
        assertThat(planningState().problem())
                .contains(new StaleStreamReason("misconfigured", "page-size must be a number"));
    }

    @Test
    void pausesConnectionWhenTokenIsInvalid() {
        bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));

        assertThat(plan().skipped()).contains("the token was revoked");
        assertThat(plan().skipped())
                .isEqualTo("paused: the token was revoked; fix the cause, then plan a sweep with \"resume\": true");
        assertThat(bench.queue.size()).isZero();
    }

    @Test
    void resumesPausedConnectionWithValidToken() {
        bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));
        plan();

        var resumed = new PlanSweepRequest(FunctionTestbed.TENANT, ModelSamples.ACME, ModelSamples.NOON, false, true);
        assertThat(planSweep.apply(resumed).partitions()).isEqualTo(2);
        assertThat(bench.sweeps
                        .connection(FunctionTestbed.TENANT, ModelSamples.ACME)
                        .paused())
                .isEmpty();
        assertThat(plan().skipped()).isEmpty();
    }

    @Test
    void pausesConnectionAgainWhenResumedWithInvalidToken() {
        bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));
        plan();
        bench.connector.script().failAt(2, new ConnectorProblem.InvalidToken("the token has expired"));

        var resumed = new PlanSweepRequest(FunctionTestbed.TENANT, ModelSamples.ACME, ModelSamples.NOON, false, true);
        assertThat(planSweep.apply(resumed).skipped()).isEqualTo("paused: the token has expired");
        assertThat(plan().skipped()).startsWith("paused: the token has expired");
    }

    @Test
    void skipsUnconfiguredConnectionAndStatesReason() {
        var request = new PlanSweepRequest(
                FunctionTestbed.TENANT, new ConnectionId("nobody"), ModelSamples.NOON, false, null);
        assertThat(planSweep.apply(request).skipped()).contains("'nobody'").contains("not configured");
    }

    @Test
    void namesMissingMemberOfEvent() {
        var request = new PlanSweepRequest(FunctionTestbed.TENANT, null, ModelSamples.NOON, false, null);
        assertThatThrownBy(() -> planSweep.apply(request)).hasMessageContaining("lacks 'connection'");
    }

    @Test
    void renewsPushChannelAndStoresSubscriptions() {
        var channel = new PushChannel.Subscription("token", "c-1", "r-1", ModelSamples.minute(60));
        bench.connector.pushChannel((_, standing, endpoint) -> {
            assertThat(endpoint).contains(URI.create("https://hooks.example/webhooks/acme/google-acme"));
            return standing.isEmpty()
                    ? new PushChannel.MaintenanceResult(List.of(channel), List.of(Partition.whole(apps.id())))
                    : new PushChannel.MaintenanceResult(standing, List.of());
        });

        assertThat(plan().rereads()).isEqualTo(1);
        assertThat(bench.subscriptions.active(FunctionTestbed.TENANT, ModelSamples.ACME))
                .hasSize(1);
        assertThat(plan().rereads()).isZero();
    }

    @Test
    void storesNoSubscriptionsIfPushChannelHasNone() {
        bench.connector.pushChannel(new PushChannel() {
            @Override
            public boolean hasSubscriptions() {
                return false;
            }

            @Override
            public MaintenanceResult maintain(
                    ProviderSession session, List<Subscription> standing, Optional<URI> endpoint) {
                return new MaintenanceResult(standing, List.of());
            }
        });
        bench.withWrapping(new FunctionTestbed.Wrapping() {
            @Override
            public <T> T wrap(Class<T> port, T real) {
                return port == PushSubscriptionStore.class ? port.cast(refusing()) : real;
            }
        });
        restart();
        assertThat(plan().problems()).isEmpty();
    }

    private static PushSubscriptionStore refusing() {
        return new PushSubscriptionStore() {
            @Override
            public List<ActiveSubscription> active(TenantId tenant, ConnectionId connection) {
                throw new AssertionError("read");
            }

            @Override
            public void replace(TenantId tenant, ConnectionId connection, List<ActiveSubscription> subscriptions) {
                throw new AssertionError("written");
            }
        };
    }

    private void restart() {
        functions.close();
        start();
    }

    @Test
    void queuesWorkEvenIfPushChannelFails() {
        bench.connector.pushChannel((_, _, _) -> {
            throw new IllegalStateException("died");
        });
        assertThatThrownBy(this::plan).hasMessage("died");
        assertThat(bench.queue.pending()).hasSize(2);
    }

    private io.grantkeeper.identity.store.PartitionStatus planningState() {
        return bench.sweeps
                .partition(FunctionTestbed.TENANT, new PartitionRef(ModelSamples.ACME, apps.id(), "planning"))
                .orElseThrow();
    }

    private void completePartition(String partition) {
        bench.sweeps.recordCompleted(
                FunctionTestbed.TENANT,
                new PartitionRef(ModelSamples.ACME, apps.id(), partition),
                new CompletedRead(Optional.empty(), bench.clock.instant(), Optional.empty(), 1));
    }

    private PlanSweepResult plan() {
        return planSweep.apply(request(false));
    }

    private static PlanSweepRequest request(boolean onlyDue) {
        return new PlanSweepRequest(FunctionTestbed.TENANT, ModelSamples.ACME, ModelSamples.NOON, onlyDue, null);
    }
}
