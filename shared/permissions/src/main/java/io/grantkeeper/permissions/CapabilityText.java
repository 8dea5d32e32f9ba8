package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes capabilities in plain language, as a person would describe them to a colleague. */
final class CapabilityText {
    private static final Pattern FAR = Pattern.compile(
            "^(the|everything|any|anyone's|everyone's|whatever|other|which|who) |^messages to one "
                    + "|of the (organization|workspace|enterprise|account|team|project|app|tenant|company|instance|user)\\b");

    private CapabilityText() {}

    static String of(Capability capability) {
        return phrase(List.of(capability.action()), capability.thing(), capability.reach());
    }

    /**
     * Describes capabilities. Actions on the same resource type within the same reach are combined, for example "read
     * and change code in every repository".
     */
    static List<String> of(Collection<Capability> capabilities) {
        record Subject(PermissionResourceType thing, CapabilityReach reach) {}
        Map<Subject, List<CapabilityAction>> actions = new LinkedHashMap<>();
        for (Capability one : capabilities.stream().sorted().toList()) {
            actions.computeIfAbsent(new Subject(one.thing(), one.reach()), s -> new ArrayList<>())
                    .add(one.action());
        }
        List<String> messages = new ArrayList<>();
        actions.forEach((subject, list) -> messages.add(phrase(list, subject.thing(), subject.reach())));
        return messages;
    }

    /** Joins parts into a list in the form "a, b and c". */
    static String list(List<String> parts) {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst();
            default -> String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
        };
    }

    private static String phrase(
            List<CapabilityAction> actions, PermissionResourceType resourceType, CapabilityReach reach) {
        if (resourceType.resource() == ResourceClass.SESSION) {
            return resourceType.noun();
        }
        boolean everything = resourceType.noun().startsWith("everything");
        List<String> verbs = actions.stream()
                .sorted()
                .filter(action -> !(action == CapabilityAction.LIST && actions.contains(CapabilityAction.READ)))
                .filter(action -> !(action == CapabilityAction.CREATE && actions.contains(CapabilityAction.WRITE)))
                .filter(action -> !(action == CapabilityAction.IMPERSONATE && everything))
                .map(action -> verb(action, resourceType))
                .toList();
        return list(verbs) + " " + object(actions, resourceType, reach);
    }

    private static String verb(CapabilityAction action, PermissionResourceType resourceType) {
        boolean factsAlready = resourceType.noun().matches("(names|list) .*|mail senders, .*|free and busy times");
        return action == CapabilityAction.LIST && factsAlready ? "see" : action.verb();
    }

    private static String object(
            List<CapabilityAction> actions, PermissionResourceType resourceType, CapabilityReach reach) {
        String noun = resourceType.noun();
        if (statesReach(noun)) {
            return noun;
        }
        if (actions.equals(List.of(CapabilityAction.SEND))) {
            return noun
                    + switch (reach) {
                        case OWN, SELECTED -> " where it was added";
                        case PERSON, VISIBLE -> " as you";
                        case TENANT -> " as anyone in the organization";
                    };
        }
        if (!resourceType.container().isEmpty()) {
            return noun + " in "
                    + switch (reach) {
                        case OWN -> resourceType.container() + " it created itself";
                        case SELECTED -> "the " + plural(resourceType.container()) + " selected for it";
                        case PERSON -> "your own " + plural(resourceType.container());
                        case VISIBLE -> "every " + resourceType.container() + " you can access";
                        case TENANT -> "every " + resourceType.container();
                    };
        }
        return switch (reach) {
            case OWN -> noun + " that it created itself";
            case SELECTED -> noun + " selected for it";
            case PERSON -> reads(actions) && resourceType.weight() > 1 ? "all of your " + noun : "your " + noun;
            case VISIBLE -> (resourceType.weight() > 1 ? "all " : "") + noun + " you can access";
            case TENANT ->
                (reads(actions) && resourceType.weight() > 2 ? "all " : "") + noun + " across the organization";
        };
    }

    /** Returns whether the noun itself already states a reach, for example "the audit log" or "anyone's messages". */
    private static boolean statesReach(String noun) {
        return FAR.matcher(noun).find();
    }

    private static boolean reads(List<CapabilityAction> actions) {
        return actions.contains(CapabilityAction.READ);
    }

    private static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
