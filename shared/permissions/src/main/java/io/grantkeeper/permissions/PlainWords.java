package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says capabilities the way one colleague would to another. */
final class PlainWords {
    private PlainWords() {}

    static String of(Capability capability) {
        return phrase(List.of(capability.action()), capability.thing(), capability.reach());
    }

    /** Tells actions on the same thing within the same reach together: "read and change code in every repository". */
    static List<String> of(Collection<Capability> capabilities) {
        record Subject(Thing thing, Reach reach) {}
        Map<Subject, List<Action>> actions = new LinkedHashMap<>();
        for (Capability one : capabilities.stream().sorted().toList()) {
            actions.computeIfAbsent(new Subject(one.thing(), one.reach()), s -> new ArrayList<>())
                    .add(one.action());
        }
        List<String> said = new ArrayList<>();
        actions.forEach((subject, list) -> said.add(phrase(list, subject.thing(), subject.reach())));
        return said;
    }

    /** "a, b and c". */
    static String list(List<String> parts) {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst();
            default -> String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
        };
    }

    private static String phrase(List<Action> actions, Thing thing, Reach reach) {
        boolean hidesList = actions.contains(Action.READ);
        List<String> verbs = actions.stream()
                .sorted()
                .filter(action -> !(action == Action.LIST && hidesList))
                .map(Action::verb)
                .toList();
        if (thing.resource() == ResourceClass.SESSION) {
            return thing.noun();
        }
        return list(verbs) + " " + object(actions, thing, reach);
    }

    private static String object(List<Action> actions, Thing thing, Reach reach) {
        String noun = thing.noun();
        if (actions.equals(List.of(Action.SEND))) {
            return noun
                    + switch (reach) {
                        case OWN, SELECTED -> " where it was added";
                        case PERSON, VISIBLE -> " as you";
                        case TENANT -> " as anyone in the organisation";
                    };
        }
        if (!thing.container().isEmpty()) {
            return noun + " in "
                    + switch (reach) {
                        case OWN -> thing.container() + " it created itself";
                        case SELECTED -> "the " + plural(thing.container()) + " chosen for it";
                        case PERSON -> "your own " + plural(thing.container());
                        case VISIBLE -> "every " + thing.container() + " you can reach";
                        case TENANT -> "every " + thing.container();
                    };
        }
        return switch (reach) {
            case OWN -> noun + " that it created itself";
            case SELECTED -> noun + " chosen for it";
            case PERSON -> reads(actions) ? "all of your " + noun : "your " + noun;
            case VISIBLE -> "all " + noun + " you can reach";
            case TENANT -> (reads(actions) ? "all " : "") + noun + " in the whole organisation";
        };
    }

    private static boolean reads(List<Action> actions) {
        return actions.contains(Action.READ);
    }

    private static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
