package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamNature;
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
 * Damages the provider's answers, one member at a time, wherever it occurs. Whatever comes in, it is read or told as
 * trouble: nothing crashes, and no listing ends as complete that shows less than it would have, for what a complete
 * listing does not show is removed.
 */
final class DamageCheck {
    /** Where no other page is named, none follows. */
    private static final Pattern LEADING_ON =
            Pattern.compile(".*[._](next|links|metadata|nextLink|cursor|page|more|nextPageToken)");

    /** What can become of a member. */
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

        void done(ObjectNode object, String name) {
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

        /** Of another kind than what should be there, so that it cannot be taken for another answer. */
        boolean isNoAnswer(JsonNode value) {
            return switch (this) {
                case LEFT_OUT, NULL -> true;
                case OBJECT -> !value.isObject();
                case LIST -> !value.isArray();
                // Ids and numbers come as the one or the other.
                case TEXT, NUMBER, LARGE, NEGATIVE -> !value.isNumber() && !value.isString();
                case TRUTH -> !value.isBoolean();
            };
        }
    }

    /** A member by its way from the top of an answer, without places in lists: {@code .value[].owners}. */
    private record Trial(String path, Damage damage) {}

    private final ContractRun run;

    DamageCheck(ContractRun run) {
        this.run = run;
    }

    void isReadOrTold(AccessStream stream, int most) throws ConnectorException {
        Walk undisturbed = run.undisturbed(stream);
        Set<String> paths = new ConcurrentSkipListSet<>();
        run.walk(stream, run.provider(), JsonAnswers.changing(node -> collect(node, "", paths)));
        List<Trial> trials = new ArrayList<>();
        for (String path : paths) {
            for (Damage damage : Damage.values()) {
                trials.add(new Trial(path, damage));
            }
        }
        Collections.shuffle(trials, new Random(20_261_127));
        List<Callable<Optional<String>>> runs = new ArrayList<>();
        for (Trial trial : trials.subList(0, Math.min(most, trials.size()))) {
            runs.add(() -> trouble(stream, undisturbed, trial));
        }
        List<String> found = Trials.run(runs);
        assertThat(found).as("what damaged answers do to the stream").isEmpty();
    }

    private Optional<String> trouble(AccessStream stream, Walk undisturbed, Trial trial) {
        boolean[] meant = {true};
        try {
            Walk damaged =
                    run.walk(stream, run.provider(), JsonAnswers.changing(node -> damage(node, "", trial, meant)));
            Set<RowKey> lost = new TreeSet<>(undisturbed.keys());
            lost.removeAll(damaged.keys());
            return stream.nature() == StreamNature.LISTING
                            && meant[0]
                            && !LEADING_ON.matcher(trial.path()).matches()
                            && !names(trial)
                            && !lost.isEmpty()
                    ? Optional.of("%s: ends as complete without %s"
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

    /** Whether what a row is called follows from the member: without it, it is another. */
    private boolean names(Trial trial) {
        return run.contract().naming().stream().anyMatch(member -> trial.path().endsWith("." + member));
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
                        meant[0] &= trial.damage().isNoAnswer(object.get(name));
                        trial.damage().done(object, name);
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
