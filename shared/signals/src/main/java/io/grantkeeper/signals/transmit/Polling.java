package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.StreamStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 8936. What is acknowledged is forgotten before more is handed out; nothing is waited for. */
final class Polling {
    private static final int MOST = 100;

    private final SignalStore store;

    Polling(SignalStore store) {
        this.store = store;
    }

    /**
     * Answers one poll.
     *
     * @param body {@code ack}, {@code setErrs} and {@code maxEvents}, each of them optional
     */
    ObjectNode answer(TenantId tenant, EventStream stream, JsonNode body, Instant now) {
        settle(tenant, stream, body, now);
        int most = Math.clamp(body.path("maxEvents").asInt(MOST), 0, MOST);
        List<PendingSignal> due =
                new ArrayList<>(store.due(tenant, EventStream.aboutItself(stream.id()), now, most + 1));
        if (stream.status() == StreamStatus.ENABLED) {
            due.addAll(store.due(tenant, stream.id(), now, most + 1));
        }
        ObjectNode sets = JsonTrees.object();
        due.stream().limit(most).forEach(signal -> sets.put(signal.id(), signal.body()));
        ObjectNode answer = JsonTrees.object();
        answer.set("sets", sets);
        answer.put("moreAvailable", due.size() > most);
        return answer;
    }

    private void settle(TenantId tenant, EventStream stream, JsonNode body, Instant now) {
        Set<String> taken = new HashSet<>();
        body.path("ack").forEach(ack -> taken.add(ack.asString("")));
        JsonNode errors = body.path("setErrs");
        if (taken.isEmpty() && errors.isEmpty()) {
            return;
        }
        for (String destination : List.of(EventStream.aboutItself(stream.id()), stream.id())) {
            for (PendingSignal signal : store.due(tenant, destination, now, MOST)) {
                if (taken.contains(signal.id())) {
                    store.delivered(tenant, signal);
                } else if (errors.has(signal.id())) {
                    store.dead(tenant, signal.failed(now, refusal(errors.path(signal.id()))));
                }
            }
        }
    }

    /** The code alone: a description can hold what was sent. */
    private static String refusal(JsonNode error) {
        String code = error.path("err").asString("");
        return "the receiver refused it: " + (code.matches("[a-z_]{1,40}") ? code : "without a code");
    }
}
