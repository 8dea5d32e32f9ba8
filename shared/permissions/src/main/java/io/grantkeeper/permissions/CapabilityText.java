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

    /**
     * Matches resource nouns that are clauses, such as those that begin with "which". For these, creating, changing and
     * deleting are all described as "change".
     */
    private static final Pattern CLAUSE = Pattern.compile("^(which|who) ");

    /** Matches nouns that name facts. For these, the verb is "see" instead of "read". */
    private static final Pattern FACT = Pattern.compile("^(which|who|names|chat names) ");

    private static final Pattern LISTED = Pattern.compile("^(list |mail senders, |free and busy times)");

    private static final Pattern ABOUT_PERSON = Pattern.compile(
            "^(profile|presence status|account details|email address|name and picture|name(, picture)? and email address)$");

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
        String noun = resourceType.noun();
        if (resourceType.resource() == ResourceClass.SESSION) {
            return noun;
        }
        if (isAboutPerson(noun) && actions.equals(List.of(CapabilityAction.LIST))) {
            return reach == CapabilityReach.TENANT ? "see basic facts about everyone" : "see basic facts about you";
        }
        boolean everything = noun.startsWith("everything");
        boolean administers = actions.contains(CapabilityAction.ADMINISTER);
        List<String> verbs = actions.stream()
                .sorted()
                .filter(action -> !(administers
                        && action != CapabilityAction.ADMINISTER
                        && CapabilityAction.ADMINISTER.includes(action)))
                .filter(action -> !(action == CapabilityAction.LIST && actions.contains(CapabilityAction.READ)))
                .filter(action -> !(action == CapabilityAction.CREATE && actions.contains(CapabilityAction.WRITE)))
                .filter(action -> !(action == CapabilityAction.IMPERSONATE && everything))
                .map(action -> verb(action, resourceType))
                .distinct()
                .toList();
        return list(verbs) + " " + object(actions, resourceType, reach);
    }

    private static String verb(CapabilityAction action, PermissionResourceType resourceType) {
        String noun = resourceType.noun();
        boolean fact = FACT.matcher(noun).find();
        return switch (action) {
            case LIST, READ ->
                fact || (action == CapabilityAction.LIST && LISTED.matcher(noun).find()) ? "see" : action.verb();
            case CREATE, WRITE, DELETE -> CLAUSE.matcher(noun).find() ? CapabilityAction.WRITE.verb() : action.verb();
            case RUN -> resourceType.runVerb();
            default -> action.verb();
        };
    }

    /** Returns whether a noun names something that each person has exactly once, so that the noun has no plural. */
    private static boolean isAboutPerson(String noun) {
        return ABOUT_PERSON.matcher(noun).matches();
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
        if (isAboutPerson(noun) && reach.compareTo(CapabilityReach.PERSON) > 0) {
            return "everyone's " + noun;
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
        if (actions.equals(List.of(CapabilityAction.CREATE)) && reach != CapabilityReach.TENANT) {
            return noun
                    + switch (reach) {
                        case OWN, TENANT -> "";
                        case SELECTED -> " where it was added";
                        case PERSON -> " for you";
                        case VISIBLE -> " where you can";
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
