package io.grantkeeper.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.store.testkit.InMemoryDeadLetters.Letter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every place for {@link DeadLetters} does. */
@DisplayName("A place for dead letters")
public abstract class DeadLettersContract {
    protected abstract DeadLetters deadLetters();

    /** What was parked so far, in any order. */
    protected abstract List<Letter> parked();

    @Test
    void keepsTheMessageWithItsSourceAndReason() {
        deadLetters().park("sync-access", "{\"not\": work", "the body is not JSON of a work item");
        deadLetters().park("alert-owner", "{}", "the field 'identity' is missing\nadd it – ü");
        assertThat(parked())
                .containsExactlyInAnyOrder(
                        new Letter("sync-access", "{\"not\": work", "the body is not JSON of a work item"),
                        new Letter("alert-owner", "{}", "the field 'identity' is missing\nadd it – ü"));
    }

    @Test
    void keepsAMessageWithoutABody() {
        deadLetters().park("sync-access", "", "the body is empty");
        assertThat(parked()).containsExactly(new Letter("sync-access", "", "the body is empty"));
    }
}
