package io.grantkeeper.connector.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers calls from a recording: the same call again gets the next answer recorded for it, at last always the last. */
final class RecordedAnswers implements AnswerSource {
    private final Recording recording;
    private final Map<String, String> places;
    private final Map<Recording.Exchange, Integer> given = new HashMap<>();

    /**
     * @param places where each server listens now, by setting
     */
    RecordedAnswers(Recording recording, Map<String, String> places) {
        this.recording = recording;
        this.places = places;
    }

    @Override
    public synchronized Answer answer(Call call, String pathAndQuery, byte[] body) {
        List<Recording.Exchange> fitting = recording.exchanges().stream()
                .filter(exchange -> exchange.answers(call))
                .toList();
        if (fitting.isEmpty()) {
            // No provider answers so: the connector's problem then shows what is missing.
            return new Answer(501, new TreeMap<>(), "not recorded");
        }
        int times = given.merge(fitting.getFirst(), 1, Integer::sum);
        Recording.Exchange exchange = fitting.get(Math.min(times, fitting.size()) - 1);
        String text = exchange.body().isString()
                ? exchange.body().stringValue()
                : exchange.body().isNull() ? "" : exchange.body().toString();
        Answer answer = new Answer(exchange.status(), exchange.headers(), text);
        for (Map.Entry<String, String> place : places.entrySet()) {
            answer = answer.replace("{{" + place.getKey() + "}}", place.getValue());
        }
        return answer;
    }
}
