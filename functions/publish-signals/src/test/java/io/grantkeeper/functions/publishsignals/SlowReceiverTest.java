package io.grantkeeper.functions.publishsignals;

import static io.grantkeeper.functions.publishsignals.TransmitterScene.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.transmit.DeliveryOutcome;
import io.grantkeeper.signals.transmit.OcsfSink;
import io.grantkeeper.signals.transmit.SignalDeliverer;
import io.grantkeeper.signals.transmit.SignalDeliverer.Delivered;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.http.HttpClient;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A receiver that does not respond")
@Timeout(300)
class SlowReceiverTest {
    private final ManualClock clock = new ManualClock(ModelSamples.NOON);
    private final InMemorySignalStore store = new InMemorySignalStore();

    /**
     * A sink that waits until another sink has accepted events, but at most four minutes, and then accepts its own
     * events.
     */
    private record WaitingSink(String name, CountDownLatch until, CountDownLatch accepted) implements OcsfSink {
        @Override
        public List<DeliveryOutcome> send(List<String> events) {
            try {
                boolean _ = until.await(4, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            accepted.countDown();
            return Collections.nCopies(events.size(), new DeliveryOutcome.Accepted());
        }
    }

    @Test
    void doesNotDelayOtherReceivers() {
        CountDownLatch otherAccepted = new CountDownLatch(1);
        for (String destination : List.of("slow", "quick")) {
            assertThat(store.add(ACME, PendingSignal.of(destination, "1", "{}", clock.instant())))
                    .isTrue();
        }
        CountDownLatch slowAccepted = new CountDownLatch(1);
        Delivered delivered = new SignalDeliverer(
                        store,
                        List.of(
                                new WaitingSink("slow", otherAccepted, slowAccepted),
                                new WaitingSink("quick", new CountDownLatch(0), otherAccepted)),
                        _ -> Optional.empty(),
                        HttpClient.newHttpClient(),
                        clock)
                .deliver(ACME, () -> true);
        assertThat(delivered.delivered()).isEqualTo(2);
        assertThat(slowAccepted.getCount()).isZero();
        assertThat(otherAccepted.getCount())
                .as("the other receiver accepted while the slow one was waiting")
                .isZero();
    }
}
