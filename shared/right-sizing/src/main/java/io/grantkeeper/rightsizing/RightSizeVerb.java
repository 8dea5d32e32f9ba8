package io.grantkeeper.rightsizing;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The verb {@code right-size}: {@code {"provider","kind","granted","calls":[{"method","path"}]}} in,
 * {@code {"least","surplus","proof",…}} out, one line each.
 */
public final class RightSizeVerb {
    private final RightSizing rightSizing;

    public RightSizeVerb(RightSizing rightSizing) {
        this.rightSizing = rightSizing;
    }

    /**
     * Answers one line. A line that cannot be answered gets {@code {"line","error"}}; nothing is thrown.
     *
     * @param number the line's number in its input, counted from 1
     */
    public String answer(long number, String line) {
        try {
            return answer(rightSizing.recommend(UsageReader.read(line)));
        } catch (UnreadableLine e) {
            return fault(number, String.valueOf(e.getMessage()));
        }
    }

    private static String fault(long number, String message) {
        ObjectNode answer = UsageReader.JSON.createObjectNode();
        answer.put("line", number);
        answer.put("error", message);
        return answer.toString();
    }

    private static String answer(Recommendation recommendation) {
        ObjectNode answer = UsageReader.JSON.createObjectNode();
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

    private static void proof(ObjectNode entry, CallProof proof) {
        if (!proof.call().method().isBlank()) {
            entry.put("method", proof.call().method());
        }
        entry.put("path", proof.call().shownPath());
        switch (proof) {
            case CallProof.Admitted admitted -> {
                entry.put("status", "admitted");
                strings(entry, "admittedBy", admitted.admittedBy());
                entry.put("matched", admitted.template());
                strings(entry, "publishedLeast", admitted.publishedLeast());
            }
            case CallProof.NeedsNothing nothing -> {
                entry.put("status", "needs no permission");
                strings(entry, "admittedBy", List.of());
                entry.put("matched", nothing.template());
            }
            case CallProof.Envelope envelope -> {
                entry.put("status", "batch");
                strings(entry, "admittedBy", List.of());
            }
            case CallProof.NotKnown unknown -> {
                entry.put("status", "unknown");
                strings(entry, "admittedBy", List.of());
                entry.put("why", unknown.why());
            }
        }
    }

    private static void coverage(ObjectNode coverage, Recommendation recommendation) {
        List<CallProof> proof = recommendation.proof();
        long unknown =
                proof.stream().filter(CallProof.NotKnown.class::isInstance).count();
        long batches =
                proof.stream().filter(CallProof.Envelope.class::isInstance).count();
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
