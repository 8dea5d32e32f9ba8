package io.grantkeeper.functions.alertowner;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.runtime.SqsBatchHandler;
import io.grantkeeper.functions.work.WorkMessageCodec;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import io.grantkeeper.owners.alerts.SendTestAlert;
import io.grantkeeper.targets.SyncTickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Handles one {@link AlertWork} per record: alerts people, and creates tickets in other systems. Work that is not yet due goes back to the queue with a delay. Work that no
 * channel can deliver is moved to the parking queue, together with the reason. A caller that may invoke the function can
 * send a test message.
 */
final class AlertOwnerFunction implements Function<SQSEvent, SQSBatchResponse> {
    private static final String NAME = "alert-owner";
    /**
     * The event source that marks a record as a test request. The event then has only this record, and the record's
     * body is the recipient's email address. Lambda sets the source of all records from a queue to {@code aws:sqs}, so
     * a caller that has only write access to the queue cannot request a test.
     */
    private static final String TEST = "grantkeeper:test-alert";

    private final SendOwnerAlerts alertOwner;
    private final Optional<SyncTickets> tickets;
    private final SendTestAlert testAlert;
    private final WorkQueue<AlertWork> queue;
    private final ParkingQueue deadLetters;
    private final Clock clock;
    private final SqsBatchHandler<AlertWork> records;

    AlertOwnerFunction(
            SendOwnerAlerts alertOwner,
            Optional<SyncTickets> tickets,
            SendTestAlert testAlert,
            WorkQueue<AlertWork> queue,
            ParkingQueue deadLetters,
            Clock clock) {
        this.alertOwner = alertOwner;
        this.tickets = tickets;
        this.testAlert = testAlert;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.records = new SqsBatchHandler<>(NAME, WorkMessageCodec::alertWork, this::handle, deadLetters);
    }

    @Override
    public SQSBatchResponse apply(SQSEvent event) {
        Optional<String> tested = testRecipient(event);
        if (tested.isPresent()) {
            sendTest(tested.get());
            return new SQSBatchResponse(List.of());
        }
        return records.handle(event);
    }

    private static Optional<String> testRecipient(SQSEvent event) {
        List<SQSEvent.SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        return messages.size() == 1 && TEST.equals(messages.getFirst().getEventSource())
                ? Optional.of(String.valueOf(messages.getFirst().getBody()))
                : Optional.empty();
    }

    /** Sends the test message. Throws on failure, because the caller waits for the result. */
    private void sendTest(String email) {
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("the body of a test record must be an email address");
        }
        try {
            var _ = testAlert.send(email);
        } catch (ChannelException e) {
            throw new IllegalStateException(e.reason(), e);
        }
    }

    private void handle(AlertWork work) {
        Instant now = clock.instant();
        Optional<Instant> retryAt = Optional.empty();
        switch (alertOwner.handle(work)) {
            case SendOwnerAlerts.Outcome.Done _ -> {
                // nothing is left to do for people
            }
            case SendOwnerAlerts.Outcome.Later(Instant notBefore, String _) -> retryAt = Optional.of(notBefore);
            case SendOwnerAlerts.Outcome.Undeliverable(String reason) ->
                deadLetters.park(NAME, ModelJson.write(work), reason);
        }
        boolean notDue = now.isBefore(work.notBefore());
        if (!notDue) {
            retryAt = earlier(retryAt, openTickets(work));
        }
        retryAt.ifPresent(notBefore -> {
            Duration delay = notBefore.isAfter(now) ? Duration.between(now, notBefore) : Duration.ofSeconds(1);
            queue.send(notDue ? work : work.retryAt(notBefore.isAfter(now) ? notBefore : now), delay);
        });
    }

    /**
     * Creates the tickets that do not exist yet. If a target rejects one, messages to people are neither delayed nor
     * repeated.
     *
     * @return when to try again; empty if no attempt is needed
     */
    private Optional<Instant> openTickets(AlertWork work) {
        return tickets.flatMap(targets -> {
            SyncTickets.Outcome outcome = targets.open(work.tenant(), work.identity(), work.attempt());
            outcome.rejected().ifPresent(reason -> deadLetters.park(NAME, ModelJson.write(work), reason));
            return outcome.retryAt();
        });
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }
}
