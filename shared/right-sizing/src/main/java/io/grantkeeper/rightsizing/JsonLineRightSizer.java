package io.grantkeeper.rightsizing;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Implements the command {@code right-size}. For an input line {@code
 * {"provider","kind","granted","calls":[{"method","path"}]}}, it writes an output line {@code
 * {"least","surplus","proof",…}}.
 */
public final class JsonLineRightSizer {
    private final RightSizer rightSizing;

    public JsonLineRightSizer(RightSizer rightSizing) {
        this.rightSizing = rightSizing;
    }

    /**
     * Returns the output line for one input line. If the input line is invalid, the output line is {@code
     * {"line","error"}}; no exception is thrown.
     *
     * @param number the number of the line in the input, starting at 1
     */
    public String answer(long number, String line) {
        try {
            return answer(rightSizing.recommend(ObservedUsageReader.read(line)));
        } catch (MalformedUsageException e) {
            return error(number, String.valueOf(e.getMessage()));
        }
    }

    private static String error(long number, String message) {
        ObjectNode answer = ObservedUsageReader.JSON.createObjectNode();
        answer.put("line", number);
        answer.put("error", message);
        return answer.toString();
    }

    private static String answer(RightSizingRecommendation recommendation) {
        ObjectNode answer = ObservedUsageReader.JSON.createObjectNode();
        answer.put("recommendation", recommendation.outcome().wireName());
        answer.put("kind", recommendation.kind());
        strings(answer, "least", recommendation.least());
        strings(answer, "surplus", recommendation.surplus());
        strings(answer, "unproven", recommendation.unproven());
        strings(answer, "missing", recommendation.missing());
        strings(answer, "notJudged", recommendation.notJudged());
        answer.put("levels", recommendation.levels());
        answer.put("lowerBound", recommendation.lowerBound());
        answer.put("exact", recommendation.exact());
        ArrayNode proof = answer.putArray("proof");
        recommendation.proof().forEach(one -> proof(proof.addObject(), one));
        coverage(answer.putObject("coverage"), recommendation);
        strings(answer, "notes", recommendation.notes());
        answer.put("sentence", recommendation.sentence());
        return answer.toString();
    }

    private static void proof(ObjectNode entry, ObservedCallCheck proof) {
        if (!proof.call().method().isBlank()) {
            entry.put("method", proof.call().method());
        }
        entry.put("path", proof.call().pathWithoutQuery());
        switch (proof) {
            case ObservedCallCheck.Admitted admitted -> {
                entry.put("status", "admitted");
                strings(entry, "admittedBy", admitted.admittedBy());
                entry.put("matched", admitted.template());
                strings(entry, "publishedLeast", admitted.publishedLeast());
            }
            case ObservedCallCheck.NeedsNothing nothing -> {
                entry.put("status", "needs no permission");
                strings(entry, "admittedBy", List.of());
                entry.put("matched", nothing.template());
            }
            case ObservedCallCheck.BatchEnvelope envelope -> {
                entry.put("status", "batch");
                strings(entry, "admittedBy", List.of());
            }
            case ObservedCallCheck.UnknownCall unknown -> {
                entry.put("status", "unknown");
                strings(entry, "admittedBy", List.of());
                entry.put("why", unknown.why());
            }
        }
    }

    private static void coverage(ObjectNode coverage, RightSizingRecommendation recommendation) {
        List<ObservedCallCheck> proof = recommendation.proof();
        long unknown = proof.stream()
                .filter(ObservedCallCheck.UnknownCall.class::isInstance)
                .count();
        long batches = proof.stream()
                .filter(ObservedCallCheck.BatchEnvelope.class::isInstance)
                .count();
        coverage.put("calls", proof.size() - batches);
        coverage.put("known", proof.size() - batches - unknown);
        coverage.put("unknown", unknown);
        recommendation.coverage().days().ifPresentOrElse(d -> coverage.put("days", d), () -> coverage.putNull("days"));
        strings(coverage, "notVisible", recommendation.coverage().notVisible());
    }

    private static void strings(ObjectNode object, String member, List<String> values) {
        ArrayNode array = object.putArray(member);
        values.forEach(array::add);
    }
}
