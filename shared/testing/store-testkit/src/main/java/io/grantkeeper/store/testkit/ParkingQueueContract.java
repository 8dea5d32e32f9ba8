package io.grantkeeper.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.store.testkit.InMemoryParkingQueue.Letter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link ParkingQueue} must pass. */
@DisplayName("A parking queue")
public abstract class ParkingQueueContract {
    protected abstract ParkingQueue deadLetters();

    /** Returns the messages moved to the parking queue so far, in any order. */
    protected abstract List<Letter> parkedMessages();

    @Test
    void storesMessageWithSourceAndReason() {
        deadLetters().park("sync-access", "{\"not\": work", "the body is not a work item in JSON");
        deadLetters().park("alert-owner", "{}", "the field 'identity' is missing\nadd it – ü");
        assertThat(parkedMessages())
                .containsExactlyInAnyOrder(
                        new Letter("sync-access", "{\"not\": work", "the body is not a work item in JSON"),
                        new Letter("alert-owner", "{}", "the field 'identity' is missing\nadd it – ü"));
    }

    @Test
    void storesMessageWithEmptyBody() {
        deadLetters().park("sync-access", "", "the body is empty");
        assertThat(parkedMessages()).containsExactly(new Letter("sync-access", "", "the body is empty"));
    }
}
