package io.grantkeeper.functions.plansweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.webhook.PushChannel;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.testkit.Bench;
import io.grantkeeper.functions.testkit.ScriptedStream;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.store.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanSweepTest {
    private final Bench bench = new Bench();
    private final ScriptedStream apps = bench.connector.listing("apps", 2);
    private Functions functions;
    private Function<PlanSweepRequest, PlanSweepResult> planSweep;

    @BeforeEach
    void start() {
        var module = new PlanSweepConfiguration();
        functions = Functions.start(List.of(module), bench);
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
        assertThat(bench.sweeps.connection(Bench.TENANT, Samples.ACME).lastRun())
                .hasValueSatisfying(run -> assertThat(run.partitions()).isEqualTo(2));
    }

    @Test
    void plansTheSameRunWhenTheScheduleFiresTwice() {
        PlanSweepResult first = plan();
        bench.clock.step(Duration.ofSeconds(30));
        assertThat(plan().run()).isEqualTo(first.run());
    }

    @Test
    void readsALogFromItsWatermarkLessTheOverlap() {
        bench.connector.log("events", 2, Duration.ofHours(3)).set("all");
        var log = new PartitionRef(Samples.ACME, new StreamId("events"), "all");
        bench.sweeps.completed(
                Bench.TENANT, log, Optional.empty(), Samples.minute(-10), Optional.of(Samples.minute(-10)), 0);

        plan();

        assertThat(bench.queue.pending())
                .filteredOn(work -> work.ref().equals(log))
                .singleElement()
                .extracting(work -> LogWindow.of(work.partition()))
                .isEqualTo(new LogWindow(Optional.of(Samples.minute(-190)), Samples.NOON));
    }

    @Test
    void readsAPartitionThatHasBecomeEmptyOnceMore() {
        completed("gone");
        plan();
        assertThat(bench.queue.pending())
                .extracting(work -> work.partition().id())
                .contains("gone");
    }

    @Test
    void callsNothingNewsOfAStreamThatWasNeverRead() {
        completed("a");
        completed("b");
        bench.sweeps.baselineComplete(Bench.TENANT, Samples.ACME, Samples.NOON);
        bench.connector.listing("keys", 2).set("all");

        plan();

        assertThat(bench.queue.pending())
                .filteredOn(SyncWork::baseline)
                .singleElement()
                .satisfies(work -> assertThat(work.partition().stream()).isEqualTo(new StreamId("keys")));
    }

    @Test
    void leavesOutWhatIsFreshWhenAskedToo() {
        completed("a");
        completed("b");
        assertThat(planSweep.apply(request(true)).partitions()).isZero();
        bench.clock.step(Duration.ofHours(25));
        assertThat(planSweep.apply(request(true)).partitions()).isEqualTo(2);
    }

    @Test
    void plansTheOtherStreamsWhenOneCannotBePlanned() {
        bench.connector.listing("keys", 2).set("all");
        bench.connector.script().failAt(1, new ConnectorProblem.Unavailable("timed out"));

        PlanSweepResult result = plan();

        assertThat(result.problems()).containsExactly("Scripted apps: timed out");
        assertThat(bench.queue.pending())
                .singleElement()
                .satisfies(work -> assertThat(work.partition().stream()).isEqualTo(new StreamId("keys")));
        assertThat(planning().problem()).contains(new StreamProblem("unavailable", "timed out"));

        bench.clock.step(Duration.ofHours(1));
        plan();
        assertThat(planning().problem()).isEmpty();
        assertThat(bench.queue.pending())
                .extracting(work -> work.partition().id())
                .doesNotContain("planning");
    }

    @Test
    void plansTheOtherStreamsWhenOneCannotWorkWithItsSettings() {
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
        assertThat(planning().problem()).contains(new StreamProblem("misconfigured", "page-size must be a number"));
    }

    @Test
    void pausesTheConnectionWhenItsTokenNoLongerWorks() {
        bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));

        assertThat(plan().skipped()).contains("the token was revoked");
        assertThat(plan().skipped())
                .isEqualTo("paused: the token was revoked; mend that, then plan a sweep with \"resume\": true");
        assertThat(bench.queue.size()).isZero();
    }

    @Test
    void sweepsAPausedConnectionAgainOnceItsTokenWasMended() {
        bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));
        plan();

        var resumed = new PlanSweepRequest(Bench.TENANT, Samples.ACME, Samples.NOON, false, true);
        assertThat(planSweep.apply(resumed).partitions()).isEqualTo(2);
        assertThat(bench.sweeps.connection(Bench.TENANT, Samples.ACME).paused()).isEmpty();
        assertThat(plan().skipped()).isEmpty();
    }

    @Test
    void pausesAgainWhenItIsResumedWithATokenThatDoesNotWorkEither() {
        bench.connector.script().failAt(1, new ConnectorProblem.InvalidToken("the token was revoked"));
        plan();
        bench.connector.script().failAt(2, new ConnectorProblem.InvalidToken("the token has expired"));

        var resumed = new PlanSweepRequest(Bench.TENANT, Samples.ACME, Samples.NOON, false, true);
        assertThat(planSweep.apply(resumed).skipped()).isEqualTo("paused: the token has expired");
        assertThat(plan().skipped()).startsWith("paused: the token has expired");
    }

    @Test
    void skipsAConnectionThatIsNotConfiguredAndSaysSo() {
        var request = new PlanSweepRequest(Bench.TENANT, new ConnectionId("nobody"), Samples.NOON, false, null);
        assertThat(planSweep.apply(request).skipped()).contains("'nobody'").contains("not configured");
    }

    @Test
    void namesTheMemberThatAnEventLacks() {
        var request = new PlanSweepRequest(Bench.TENANT, null, Samples.NOON, false, null);
        assertThatThrownBy(() -> planSweep.apply(request)).hasMessageContaining("lacks 'connection'");
    }

    @Test
    void tendsThePushChannelAndKeepsItsSubscriptions() {
        var channel = new PushChannel.Subscription("token", "c-1", "r-1", Samples.minute(60));
        bench.connector.pushChannel((_, standing, endpoint) -> {
            assertThat(endpoint).contains(URI.create("https://hooks.example/webhooks/acme/google-acme"));
            return standing.isEmpty()
                    ? new PushChannel.Tended(List.of(channel), List.of(Partition.whole(apps.id())))
                    : new PushChannel.Tended(standing, List.of());
        });

        assertThat(plan().rereads()).isEqualTo(1);
        assertThat(bench.subscriptions.standing(Bench.TENANT, Samples.ACME)).hasSize(1);
        assertThat(plan().rereads()).isZero();
    }

    @Test
    void keepsNothingOfAPushChannelThatHasNoSubscriptions() {
        bench.connector.pushChannel(new PushChannel() {
            @Override
            public boolean hasSubscriptions() {
                return false;
            }

            @Override
            public Tended tend(ProviderSession session, List<Subscription> standing, Optional<URI> endpoint) {
                return new Tended(standing, List.of());
            }
        });
        bench.wrapping(new Bench.Wrapping() {
            @Override
            public <T> T wrap(Class<T> port, T real) {
                return port == SubscriptionStore.class ? port.cast(refusing()) : real;
            }
        });
        restart();
        assertThat(plan().problems()).isEmpty();
    }

    private static SubscriptionStore refusing() {
        return new SubscriptionStore() {
            @Override
            public List<StandingSubscription> standing(TenantId tenant, ConnectionId connection) {
                throw new AssertionError("read");
            }

            @Override
            public void replace(TenantId tenant, ConnectionId connection, List<StandingSubscription> subscriptions) {
                throw new AssertionError("written");
            }
        };
    }

    private void restart() {
        functions.close();
        start();
    }

    @Test
    void queuesItsWorkThoughThePushChannelDies() {
        bench.connector.pushChannel((_, _, _) -> {
            throw new IllegalStateException("died");
        });
        assertThatThrownBy(this::plan).hasMessage("died");
        assertThat(bench.queue.pending()).hasSize(2);
    }

    private io.grantkeeper.identity.store.PartitionState planning() {
        return bench.sweeps
                .partition(Bench.TENANT, new PartitionRef(Samples.ACME, apps.id(), "planning"))
                .orElseThrow();
    }

    private void completed(String partition) {
        bench.sweeps.completed(
                Bench.TENANT,
                new PartitionRef(Samples.ACME, apps.id(), partition),
                Optional.empty(),
                bench.clock.instant(),
                Optional.empty(),
                1);
    }

    private PlanSweepResult plan() {
        return planSweep.apply(request(false));
    }

    private static PlanSweepRequest request(boolean onlyDue) {
        return new PlanSweepRequest(Bench.TENANT, Samples.ACME, Samples.NOON, onlyDue, null);
    }
}
