package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import io.grantkeeper.signals.stream.StreamStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers polls as specified in RFC 8936. Removes acknowledged tokens before it returns further tokens. Long polling is
 * not supported.
 */
final class PollEndpoint {
    private static final int MOST = 100;

    private final SignalStore store;

    PollEndpoint(SignalStore store) {
        this.store = store;
    }

    /**
     * Answers one poll.
     *
     * @param body the body of the request, with the optional members {@code ack}, {@code setErrs} and {@code maxEvents}
     * @return the body of the response
     */
    ObjectNode answer(TenantId tenant, SignalStream stream, JsonNode body, Instant now) {
        processAcknowledgments(tenant, stream, body, now);
        int most = Math.clamp(body.path("maxEvents").asInt(MOST), 0, MOST);
        List<PendingSignal> due =
                new ArrayList<>(store.due(tenant, SignalStream.selfDestination(stream.id()), now, most + 1));
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

    private void processAcknowledgments(TenantId tenant, SignalStream stream, JsonNode body, Instant now) {
        Set<String> taken = new HashSet<>();
        body.path("ack").forEach(ack -> taken.add(ack.asString("")));
        JsonNode errors = body.path("setErrs");
        if (taken.isEmpty() && errors.isEmpty()) {
            return;
        }
        for (String destination : List.of(SignalStream.selfDestination(stream.id()), stream.id())) {
            for (PendingSignal signal : store.due(tenant, destination, now, MOST)) {
                if (taken.contains(signal.id())) {
                    store.delivered(tenant, signal);
                } else if (errors.has(signal.id())) {
                    store.dead(tenant, signal.failed(now, rejection(errors.path(signal.id()))));
                }
            }
        }
    }

    /**
     * Describes why a receiver rejected a token. Contains only the receiver's error code, because its error description
     * may contain the sent data.
     */
    private static String rejection(JsonNode error) {
        String code = error.path("err").asString("");
        return "the receiver rejected the token: " + (code.matches("[a-z_]{1,40}") ? code : "without a code");
    }
}
