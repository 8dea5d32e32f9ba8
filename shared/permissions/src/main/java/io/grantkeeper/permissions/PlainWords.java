package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Says capabilities the way one colleague would to another. */
final class PlainWords {
    private static final Pattern FAR = Pattern.compile(
            "^(the|everything|any|whatever|other|which|who) |^messages to one |of (anyone|any member)|whoever they"
                    + "|of the (organisation|workspace|enterprise|account|team|project|app|tenant|company|instance|user)\\b");

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
        if (thing.resource() == ResourceClass.SESSION) {
            return thing.noun();
        }
        boolean everything = thing.noun().startsWith("everything");
        List<String> verbs = actions.stream()
                .sorted()
                .filter(action -> !(action == Action.LIST && actions.contains(Action.READ)))
                .filter(action -> !(action == Action.CREATE && actions.contains(Action.WRITE)))
                .filter(action -> !(action == Action.IMPERSONATE && everything))
                .map(action -> verb(action, thing))
                .toList();
        return list(verbs) + " " + object(actions, thing, reach);
    }

    private static String verb(Action action, Thing thing) {
        boolean factsAlready = thing.noun().matches("(names|senders|list|the list) .*|times .*");
        return action == Action.LIST && factsAlready ? "see" : action.verb();
    }

    private static String object(List<Action> actions, Thing thing, Reach reach) {
        String noun = thing.noun();
        if (saysHowFar(noun)) {
            return noun;
        }
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
            case PERSON -> reads(actions) && thing.weight() > 1 ? "all of your " + noun : "your " + noun;
            case VISIBLE -> (thing.weight() > 1 ? "all " : "") + noun + " you can reach";
            case TENANT -> (reads(actions) && thing.weight() > 2 ? "all " : "") + noun + " in the whole organisation";
        };
    }

    /** Whether the noun itself tells how far it reaches, "the audit log" or "messages of anyone". */
    private static boolean saysHowFar(String noun) {
        return FAR.matcher(noun).find();
    }

    private static boolean reads(List<Action> actions) {
        return actions.contains(Action.READ);
    }

    private static String plural(String noun) {
        return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
