package io.grantkeeper.permissions;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of Microsoft Graph permissions: {@code Resource.Verb[.Constraint]}. A verb may end with a target, as in
 * {@code ReadWriteForTeam}; the grammar treats the target as part of the resource. A directory role is written as
 * {@code role:} followed by its name. If no rule covers a role, the grammar does not know what it allows.
 */
final class MicrosoftGraphGrammar implements PermissionGrammar {
    /** Prefixes that name the API to which a permission belongs. A permission's key does not contain them. */
    private static final List<String> PREFIXES = List.of(
            "https://graph.microsoft.com/",
            "00000003-0000-0000-c000-000000000000/",
            "https://graph.windows.net/",
            "https://outlook.office.com/",
            "https://outlook.office365.com/",
            "https://manage.office.com/",
            "https://management.azure.com/",
            "https://management.core.windows.net/",
            "https://api.securitycenter.microsoft.com/",
            "https://api.security.microsoft.com/",
            "microsoft.graph/",
            "graph/");

    private static final Pattern IN_BRACES = Pattern.compile("\\{([^{}]*)\\}");

    /** The elementary operations that {@code ReadWrite} and all broader verbs allow. */
    private static final Set<String> READ_WRITE =
            Set.of("l", "r", "w", "basic w", "c", "selected", "selected w", "self", "self w");

    /**
     * The elementary operations that each verb allows. One verb includes another if it allows all of the other's
     * operations.
     */
    private static final Map<String, Set<String>> ATOMS = Map.ofEntries(
            Map.entry("readbasic", Set.of("l")),
            Map.entry("read", Set.of("l", "r", "selected", "self")),
            Map.entry("readselected", Set.of("selected")),
            Map.entry("readwritebasic", Set.of("l", "basic w")),
            Map.entry("readwrite", READ_WRITE),
            Map.entry("readwriteselected", Set.of("selected", "selected w")),
            Map.entry("manageselected", Set.of("selected", "selected w", "selected m")),
            Map.entry("readwriteself", Set.of("self", "self w")),
            Map.entry("readwriteandconsentself", Set.of("self", "self w", "self consent")),
            Map.entry("readwriteandconsent", readWriteAnd("consent", "self consent")),
            Map.entry("write", Set.of("w")),
            Map.entry("create", Set.of("c")),
            Map.entry("manage", readWriteAnd("manage")),
            Map.entry("fullcontrol", readWriteAnd("manage", "full")));

    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("read", "r"),
            Map.entry("readbasic", "l"),
            Map.entry("readselected", "r"),
            Map.entry("readanonymous", "l"),
            Map.entry("export", "r"),
            Map.entry("readwrite", "rcwd"),
            Map.entry("readwritebasic", "lcw"),
            Map.entry("readwriteselected", "rcwd"),
            Map.entry("readwriteself", "rcwd"),
            Map.entry("readwriteandconsent", "rcwd"),
            Map.entry("readwriteandconsentself", "rcwd"),
            Map.entry("manageselected", "rcwd"),
            Map.entry("readapprove", "rw"),
            Map.entry("importexport", "rcw"),
            Map.entry("manage", "rcwd"),
            Map.entry("fullcontrol", "rcwda"),
            Map.entry("write", "cw"),
            Map.entry("edit", "w"),
            Map.entry("create", "c"),
            Map.entry("createasmanager", "c"),
            Map.entry("submit", "c"),
            Map.entry("ingest", "c"),
            Map.entry("upload", "cw"),
            Map.entry("migrate", "cw"),
            Map.entry("migration", "cw"),
            Map.entry("delete", "d"),
            Map.entry("remove", "d"),
            Map.entry("deleterestore", "d"),
            Map.entry("enabledisable", "w"),
            Map.entry("updatesponsors", "w"),
            Map.entry("updatebranding", "w"),
            Map.entry("updateauthproperties", "w"),
            Map.entry("updatepolicyviolation", "w"),
            Map.entry("managedeletion", "d"),
            Map.entry("manageprotection", "w"),
            Map.entry("send", "s"),
            Map.entry("invite", "h"),
            Map.entry("activate", "x"),
            Map.entry("start", "x"),
            Map.entry("command", "x"),
            Map.entry("privilegedoperations", "x"),
            Map.entry("initiate", "x"),
            Map.entry("initiategroupcall", "x"),
            Map.entry("evaluate", "x"),
            Map.entry("compute", "x"),
            Map.entry("process", "x"),
            Map.entry("sign", "x"),
            Map.entry("archive", "w"),
            Map.entry("selected", "rcwd"),
            Map.entry("selectedoperations", "rcwd"),
            Map.entry("addremovecreds", "cd"),
            Map.entry("joingroupcall", "x"),
            Map.entry("joingroupcallasguest", "x"),
            Map.entry("joingroupcalls", "x"),
            Map.entry("reportsyntheticmedia", "w"),
            Map.entry("readwritenonownerrole", "rcwd"),
            Map.entry("receive", "r"),
            Map.entry("accessmedia", "r"),
            Map.entry("accessasuser", "i"));

    /**
     * Constraints that {@code .All} includes. Any other word in the position of a constraint names a separate part of
     * the resource.
     */
    private static final Set<String> WITHIN_ALL = Set.of(
            "",
            "shared",
            "ownedby",
            "createdbyapp",
            "appfolder",
            "selected",
            "whereinstalled",
            "chat",
            "group",
            "user",
            "managedby",
            "identityparentedby",
            "membership");

    private record Name(String resource, String verb, String constraint) {}

    @Override
    public String key(String lowerCase) {
        Matcher braced = IN_BRACES.matcher(lowerCase);
        String bare = braced.matches() ? braced.group(1) : lowerCase;
        for (String prefix : PREFIXES) {
            if (bare.startsWith(prefix)) {
                bare = bare.substring(prefix.length()).replaceFirst("^/", "");
            }
        }
        return MicrosoftPermissionIds.isId(bare)
                ? MicrosoftPermissionIds.nameOf(bare).orElse(bare)
                : bare;
    }

    private static Set<String> readWriteAnd(String... more) {
        Set<String> atoms = new HashSet<>(READ_WRITE);
        atoms.addAll(List.of(more));
        return Set.copyOf(atoms);
    }

    private static Name parse(String key) {
        String[] part = key.split("\\.", 3);
        String resource = part[0];
        String verb = part.length > 1 ? part[1] : "";
        String constraint = part.length > 2 ? part[2] : "";
        int target = verb.indexOf("for");
        if (target > 0 && ATOMS.containsKey(verb.substring(0, target))) {
            return new Name(resource + verb.substring(target), verb.substring(0, target), constraint);
        }
        return new Name(resource, verb, constraint);
    }

    @Override
    public boolean covers(String broader, String narrower) {
        if (broader.equals(narrower)) {
            return true;
        }
        // Most pairs are about different resources, so this is checked before the names are parsed.
        int dot = broader.indexOf('.');
        if (dot < 0 || dot != narrower.indexOf('.') || !broader.regionMatches(0, narrower, 0, dot)) {
            return false;
        }
        Name wide = parse(broader);
        Name narrow = parse(narrower);
        return wide.resource().equals(narrow.resource())
                && coversVerb(wide.verb(), narrow.verb())
                && coversConstraint(wide.constraint(), narrow.constraint());
    }

    private static boolean coversVerb(String broader, String narrower) {
        Set<String> wide = ATOMS.get(broader);
        Set<String> narrow = ATOMS.get(narrower);
        return broader.equals(narrower) || (wide != null && narrow != null && wide.containsAll(narrow));
    }

    private static boolean coversConstraint(String broader, String narrower) {
        return broader.equals(narrower)
                || (broader.equals("all") && WITHIN_ALL.contains(narrower))
                || (broader.equals("shared") && narrower.isEmpty());
    }

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        if (OktaGrammar.isRole(key)) {
            return Optional.empty();
        }
        Name name = parse(key);
        String bareResource = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
        boolean area = !name.constraint().isEmpty()
                && !name.constraint().equals("all")
                && !WITHIN_ALL.contains(name.constraint());
        Optional<ProviderPermissionRules.ResourceWord> word = area
                ? rules.word(bareResource + "." + name.constraint()).or(() -> rules.word(bareResource))
                : rules.word(bareResource);
        String actions = ACTIONS.get(name.verb());
        if (word.isPresent()) {
            return Optional.of(reading(
                    word.get(),
                    actions == null ? PermissionVerbs.ALL_BUT_ADMINISTER : actions,
                    reach(name, area, word.get().reach(), kind),
                    actions == null ? InterpretationSource.INFERRED : InterpretationSource.DERIVED));
        }
        int dash = bareResource.indexOf('-');
        List<String> nouns = dash > 0
                ? List.of(bareResource.substring(0, dash), bareResource.substring(dash + 1), name.constraint())
                : List.of(bareResource, name.constraint());
        String guessed = actions == null ? PermissionVerbs.ALL_BUT_ADMINISTER : actions;
        return rules.word(nouns.getFirst())
                .or(() -> PermissionWordGrammar.hint(nouns, rules))
                .map(found ->
                        reading(found, guessed, reach(name, area, found.reach(), kind), InterpretationSource.INFERRED));
    }

    @Override
    public Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind) {
        if (OktaGrammar.isRole(key)) {
            return Optional.empty();
        }
        Name name = parse(key);
        return PermissionInterpretation.ofUnnamed(
                List.of(name.resource()),
                Optional.ofNullable(ACTIONS.get(name.verb())),
                reach(name, false, Optional.empty(), kind));
    }

    private static CapabilityReach reach(
            Name name, boolean area, Optional<CapabilityReach> usual, Optional<PermissionForm> kind) {
        CapabilityReach narrow =
                switch (name.constraint()) {
                    case "ownedby", "createdbyapp", "appfolder", "managedby", "identityparentedby" ->
                        CapabilityReach.OWN;
                    case "selected", "whereinstalled", "chat", "group", "user" -> CapabilityReach.SELECTED;
                    default ->
                        name.verb().contains("selected") || name.verb().contains("self")
                                ? CapabilityReach.SELECTED
                                : CapabilityReach.TENANT;
                };
        if (narrow != CapabilityReach.TENANT) {
            return narrow;
        }
        boolean delegated = kind.equals(Optional.of(PermissionForm.DELEGATED));
        if (!delegated) {
            return CapabilityReach.TENANT;
        }
        boolean wide =
                area || name.constraint().equals("all") || name.constraint().equals("shared");
        return wide ? CapabilityReach.VISIBLE : usual.orElse(CapabilityReach.PERSON);
    }

    private static PermissionInterpretation reading(
            ProviderPermissionRules.ResourceWord word,
            String actions,
            CapabilityReach reach,
            InterpretationSource source) {
        return PermissionInterpretation.of(word.thing(), actions, reach, source);
    }
}
