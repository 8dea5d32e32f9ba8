package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.identity.RowKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Damages the provider's responses, one JSON member at a time, wherever the member occurs. The connector must either
 * read the response or report a problem. It must not crash, and must not report a listing as complete if rows are
 * missing, because Grantkeeper removes rows that are absent from a complete listing.
 */
final class DamagedResponseCheck {
    /**
     * Matches members that contain paging information. If a damaged response does not name the next page, the listing
     * ends early, so missing rows are expected.
     */
    private static final Pattern LEADING_ON =
            Pattern.compile(".*[._](next|links|metadata|nextLink|cursor|page|more|nextPageToken)");

    /** A way to damage a JSON member. */
    private enum Damage {
        LEFT_OUT,
        NULL,
        OBJECT,
        LIST,
        TEXT,
        NUMBER,
        LARGE,
        NEGATIVE,
        TRUTH;

        void apply(ObjectNode object, String name) {
            switch (this) {
                case LEFT_OUT -> object.remove(name);
                case NULL -> object.putNull(name);
                case OBJECT -> object.putObject(name);
                case LIST -> object.putArray(name).add(1);
                case TEXT -> object.put(name, "\u0000 ../?#%");
                case NUMBER -> object.put(name, new BigInteger("9".repeat(400)));
                case LARGE -> object.put(name, Long.MAX_VALUE);
                case NEGATIVE -> object.put(name, -1);
                case TRUTH -> object.put(name, true);
            }
        }

        /**
         * Returns whether the damaged value differs in type from the original value, so that the connector can
         * recognize the response as invalid.
         */
        boolean changesType(JsonNode value) {
            return switch (this) {
                case LEFT_OUT, NULL -> true;
                case OBJECT -> !value.isObject();
                case LIST -> !value.isArray();
                // Providers send ids and numbers both as strings and as numbers.
                case TEXT, NUMBER, LARGE, NEGATIVE -> !value.isNumber() && !value.isString();
                case TRUTH -> !value.isBoolean();
            };
        }
    }

    /**
     * A member to damage, given by its path from the root of the response without list indexes, for example {@code
     * .value[].owners}, and the damage to apply.
     */
    private record Trial(String path, Damage damage) {}

    private final ContractContext run;

    DamagedResponseCheck(ContractContext run) {
        this.run = run;
    }

    void survivesMalformedResponses(AccessStream stream, int most) throws ConnectorException {
        FullStreamRead expected = run.faultFreeWalk(stream);
        Set<String> paths = new ConcurrentSkipListSet<>();
        run.walk(stream, run.provider(), JsonResponseInterceptor.changing(node -> collect(node, "", paths)));
        List<Trial> trials = new ArrayList<>();
        for (String path : paths) {
            for (Damage damage : Damage.values()) {
                trials.add(new Trial(path, damage));
            }
        }
        Collections.shuffle(trials, new Random(20_261_127));
        List<Callable<Optional<String>>> runs = new ArrayList<>();
        for (Trial trial : trials.subList(0, Math.min(most, trials.size()))) {
            runs.add(() -> violation(stream, expected, trial));
        }
        List<String> found = ParallelChecks.run(runs);
        assertThat(found).as("effects of damaged responses on the stream").isEmpty();
    }

    private Optional<String> violation(AccessStream stream, FullStreamRead expected, Trial trial) {
        boolean[] meant = {true};
        try {
            FullStreamRead damaged = run.walk(
                    stream, run.provider(), JsonResponseInterceptor.changing(node -> damage(node, "", trial, meant)));
            Set<RowKey> lost = new TreeSet<>(expected.keys());
            lost.removeAll(damaged.keys());
            return stream.kind() == StreamKind.LISTING
                            && meant[0]
                            && !LEADING_ON.matcher(trial.path()).matches()
                            && !isIdentifying(trial)
                            && !lost.isEmpty()
                    ? Optional.of("%s: reported as complete although %s is missing"
                            .formatted(trial, lost.iterator().next()))
                    : Optional.empty();
        } catch (ConnectorException _) {
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of("%s: %s".formatted(trial, e.getMessage()));
        } catch (RuntimeException e) {
            return Optional.of("%s: a crash: %s at %s".formatted(trial, e, e.getStackTrace()[0]));
        }
    }

    /**
     * Returns whether a row's identity depends on the member. Without the member, the response describes a different
     * row.
     */
    private boolean isIdentifying(Trial trial) {
        return run.contract().identifyingMembers().stream()
                .anyMatch(member -> trial.path().endsWith("." + member));
    }

    private static void collect(JsonNode node, String path, Set<String> paths) {
        switch (node) {
            case ObjectNode object ->
                object.propertyStream().forEach(member -> {
                    paths.add(path + "." + member.getKey());
                    collect(member.getValue(), path + "." + member.getKey(), paths);
                });
            case ArrayNode array -> array.forEach(element -> collect(element, path + "[]", paths));
            default -> {}
        }
    }

    private static void damage(JsonNode node, String path, Trial trial, boolean[] meant) {
        if (!trial.path().startsWith(path)) {
            return;
        }
        switch (node) {
            case ObjectNode object -> {
                for (String name : List.copyOf(object.propertyNames())) {
                    String here = path + "." + name;
                    if (here.equals(trial.path())) {
                        meant[0] &= trial.damage().changesType(object.get(name));
                        trial.damage().apply(object, name);
                    } else {
                        damage(object.get(name), here, trial, meant);
                    }
                }
            }
            case ArrayNode array -> array.forEach(element -> damage(element, path + "[]", trial, meant));
            default -> {}
        }
    }
}
