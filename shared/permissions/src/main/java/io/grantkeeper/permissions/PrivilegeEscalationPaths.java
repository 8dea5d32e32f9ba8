package io.grantkeeper.permissions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds ways in which capabilities can be escalated to control of the tenant. It searches for chains such as "can add a
 * secret to any application" → "act as an app that may assign roles" → control. The steps of these chains are in
 * {@code rules/escalation.tsv}. That file never refers to permissions, only to resource types, actions, and powers that
 * earlier steps give.
 */
final class PrivilegeEscalationPaths {
    private static final String CONTROL = "control";

    /**
     * A step that gives a power, for example the power to act as any app. A step starts either from a capability or
     * from the power that an earlier step gives.
     *
     * @param phrase the step, phrased to follow "can"
     */
    private record Step(
            String thing, Set<Character> actions, CapabilityReach atLeast, String power, String to, String phrase) {
        boolean startsFrom(Capability capability) {
            return !thing.isEmpty()
                    && thing.equals(capability.thing().key())
                    && capability.reach().compareTo(atLeast) >= 0
                    && (actions.contains(capability.action().code())
                            || (capability.action() == CapabilityAction.ADMINISTER && actions.contains('w')));
        }
    }

    private record GainedPower(String power, List<String> phrases) {}

    private final List<Step> fromCapability = new ArrayList<>();
    private final Map<String, List<Step>> fromPower = new HashMap<>();

    static PrivilegeEscalationPaths load(PermissionProvider provider) {
        PrivilegeEscalationPaths paths = new PrivilegeEscalationPaths();
        for (String line : PermissionDataFiles.lines("rules/escalation.tsv")) {
            String[] cell = line.split("\t", -1);
            if (!cell[0].equals("*") && !List.of(cell[0].split(" ", -1)).contains(provider.wireName())) {
                continue;
            }
            if (cell[1].startsWith("=")) {
                String power = cell[1].substring(1);
                paths.fromPower
                        .computeIfAbsent(power, k -> new ArrayList<>())
                        .add(new Step("", Set.of(), CapabilityReach.TENANT, power, cell[2], cell[3]));
                continue;
            }
            String[] piece = cell[1].split(":", -1);
            Set<Character> actions = new HashSet<>();
            piece[1].chars().forEach(code -> actions.add((char) code));
            CapabilityReach atLeast =
                    piece.length > 2 ? CapabilityReach.ofCode(piece[2].charAt(0)) : CapabilityReach.VISIBLE;
            for (String thing : piece[0].split(",", -1)) {
                paths.fromCapability.add(new Step(thing, actions, atLeast, "", cell[2], cell[3]));
            }
        }
        return paths;
    }

    /**
     * Returns the shortest path to control of the tenant as phrases worded to follow "can"; empty if there is no such
     * path.
     */
    Optional<List<String>> toControl(Collection<Capability> capabilities) {
        Deque<GainedPower> open = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (Step step : fromCapability) {
            if (capabilities.stream().anyMatch(step::startsFrom)) {
                open.add(new GainedPower(step.to(), List.of(step.phrase())));
            }
        }
        List<GainedPower> direct =
                open.stream().filter(won -> won.power().equals(CONTROL)).toList();
        if (!direct.isEmpty()) {
            return Optional.of(direct.getFirst().phrases());
        }
        while (!open.isEmpty()) {
            GainedPower won = open.remove();
            if (won.power().equals(CONTROL)) {
                return Optional.of(won.phrases());
            }
            if (seen.add(won.power())) {
                for (Step step : fromPower.getOrDefault(won.power(), List.of())) {
                    List<String> phrases = new ArrayList<>(won.phrases());
                    phrases.add(step.phrase());
                    open.add(new GainedPower(step.to(), List.copyOf(phrases)));
                }
            }
        }
        return Optional.empty();
    }
}
