package io.grantkeeper.connector.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers calls from a recording. If a call is repeated, each repetition gets the next response that was recorded for
 * it. After the last recorded response, that response is repeated.
 */
final class RecordedResponses implements ResponseSource {
    private final ProviderRecording recording;
    private final Map<String, String> places;
    private final Map<ProviderRecording.Exchange, Integer> given = new HashMap<>();

    /**
     * Creates a source for a recording.
     *
     * @param places the current address of each server, keyed by setting
     */
    RecordedResponses(ProviderRecording recording, Map<String, String> places) {
        this.recording = recording;
        this.places = places;
    }

    @Override
    public synchronized ProviderDoubleResponse answer(ReceivedCall call, String pathAndQuery, byte[] body) {
        List<ProviderRecording.Exchange> fitting = recording.exchanges().stream()
                .filter(exchange -> exchange.matches(call))
                .toList();
        if (fitting.isEmpty()) {
            // No provider sends 501 here, so a 501 in the connector's problem shows that the call was not recorded.
            return new ProviderDoubleResponse(501, new TreeMap<>(), "not recorded");
        }
        int times = given.merge(fitting.getFirst(), 1, Integer::sum);
        ProviderRecording.Exchange exchange = fitting.get(Math.min(times, fitting.size()) - 1);
        String text = exchange.body().isString()
                ? exchange.body().stringValue()
                : exchange.body().isNull() ? "" : exchange.body().toString();
        ProviderDoubleResponse answer = new ProviderDoubleResponse(exchange.status(), exchange.headers(), text);
        for (Map.Entry<String, String> place : places.entrySet()) {
            answer = answer.replace("{{" + place.getKey() + "}}", place.getValue());
        }
        return answer;
    }
}
