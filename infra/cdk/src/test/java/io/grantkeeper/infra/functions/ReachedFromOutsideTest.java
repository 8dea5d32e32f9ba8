package io.grantkeeper.infra.functions;

import static io.grantkeeper.infra.functions.Resource.ALERT_SECRETS;
import static io.grantkeeper.infra.functions.Resource.ANSWER_SECRETS;
import static io.grantkeeper.infra.functions.Resource.CONNECTION_SECRETS;
import static io.grantkeeper.infra.functions.Resource.LEDGER_KEY;
import static io.grantkeeper.infra.functions.Resource.SENDER;
import static io.grantkeeper.infra.functions.Resource.SIGNAL_SECRETS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whoever finds a hole in what the internet reaches gets what that function holds: it is to be little. */
class ReachedFromOutsideTest {
    /** What lets one act in somebody's name: a provider's credential, a channel's, a key that signs, a sender. */
    private static final Set<Resource> LETS_ACT =
            EnumSet.of(CONNECTION_SECRETS, ALERT_SECRETS, ANSWER_SECRETS, SIGNAL_SECRETS, LEDGER_KEY, SENDER);

    /** Of those, what a function that is reached from outside holds all the same; each stands there for its reason. */
    private static final Map<String, Set<Resource>> HELD = Map.of(
            // Providers sign webhooks with a secret that is one of the connection's credentials, and is granted with
            // them.
            "receive-webhook", Set.of(CONNECTION_SECRETS),
            // A listener is opened as webhooks are; what it hears comes from an event bus, from a source that AWS
            // vouches for.
            "hear-bus", Set.of(CONNECTION_SECRETS),
            // The key that links are signed with checks them, too; and clicks are checked with Slack's own secret.
            "handle-response", Set.of(ANSWER_SECRETS),
            // Receivers carry tokens, and are told the public halves of the keys that signals are signed with.
            "serve-signals", Set.of(SIGNAL_SECRETS));

    private static boolean isReachedFromOutside(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OfRequests _, Trigger.OnCall _, Trigger.OfBus _ -> true;
            case Trigger.OfQueue _,
                    Trigger.OfTable _,
                    Trigger.OfClock _,
                    Trigger.OfEachConnection _,
                    Trigger.OfFunction _ -> false;
        };
    }

    @Test
    void holdsNothingThatLetsOneActButWhatItChecksCallersWith() {
        Map<String, Set<Resource>> held = new TreeMap<>();
        FunctionTable.rows().stream()
                .filter(row -> isReachedFromOutside(row.trigger()))
                .forEach(row -> {
                    Set<Resource> of = EnumSet.copyOf(LETS_ACT);
                    of.retainAll(row.resources());
                    if (!of.isEmpty()) {
                        held.put(row.name(), of);
                    }
                });
        assertThat(held).isEqualTo(HELD);
    }

    /** Else the way around would be open: a function that outsiders reach and that may call one which they do not. */
    @Test
    void mayCallNoFunctionButTheOneThatBelievesNothingOfIt() {
        assertThat(FunctionTable.rows().stream()
                        .filter(row -> row.grants().stream()
                                .anyMatch(grant -> grant.actions().contains("lambda:InvokeFunction")))
                        .map(FunctionRow::name))
                .containsExactly("handle-response");
    }
}
