package io.grantkeeper.permissions;

import java.util.Optional;
import java.util.Set;

/**
 * The grammar of Zoom scopes: granular {@code area:action:object[:admin|:master]} and classic {@code
 * area:read|write[:admin]} or {@code area:master}. A master scope also covers sub-accounts, an admin scope covers the
 * account, and a scope without a suffix covers the user. In the classic form, writing includes reading; in the granular
 * form, it does not.
 */
final class ZoomGrammar extends PermissionWordGrammar {
    private static final String ADMIN = ":admin";
    private static final String MASTER = ":master";

    /** Objects of granular scopes whose APIs have their own classic scope. */
    private static final Set<String> SEPARATE_APIS = Set.of(
            "token", "zak", "summary", "voicemail", "call_log", "call_history", "sms", "call_recording", "presence");

    @Override
    public boolean covers(String broader, String narrower) {
        return broader.equals(narrower)
                || (rank(broader) >= rank(narrower) && coversBase(base(broader), base(narrower), broader));
    }

    private static boolean coversBase(String wide, String narrow, String broader) {
        if (wide.equals(narrow)) {
            return true;
        }
        boolean classicMaster = broader.equals(wide + MASTER) && wide.indexOf(':') < 0;
        String area = narrow.contains(":") ? narrow.substring(0, narrow.indexOf(':')) : narrow;
        boolean classicNarrow = narrow.equals(area + ":read") || narrow.equals(area + ":write");
        return classicNarrow
                ? (classicMaster && wide.equals(area))
                        || (wide.equals(area + ":write") && narrow.equals(area + ":read"))
                : coversGranular(classicMaster ? wide + ":write" : wide, narrow);
    }

    /**
     * Returns whether a classic scope covers a granular one. When an app is migrated, Zoom gives it the granular scopes
     * of every API that its classic scopes allow. Some APIs have their own classic scope.
     */
    private static boolean coversGranular(String classic, String granular) {
        String[] wide = classic.split(":", -1);
        String[] narrow = granular.split(":", 3);
        if (wide.length != 2 || narrow.length != 3) {
            return false;
        }
        boolean verb = wide[1].equals("write") || (wide[1].equals("read") && narrow[1].equals("read"));
        boolean area = narrow[0].equals(wide[0])
                || switch (wide[0]) {
                    case "recording" -> narrow[0].equals("cloud_recording");
                    case "chat_message" -> narrow[0].equals("team_chat") && narrow[2].contains("message");
                    case "chat_channel" -> narrow[0].equals("team_chat") && narrow[2].contains("channel");
                    case "room" -> narrow[0].equals("zoom_rooms");
                    default -> false;
                };
        return verb && area && SEPARATE_APIS.stream().noneMatch(narrow[2]::contains);
    }

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        String[] part = base(key).split(":", -1);
        Optional<ProviderPermissionRules.ResourceWord> area = rules.word(part[0]);
        if (area.isEmpty()) {
            return super.read(base(key), kind, rules);
        }
        Optional<String> actions = part.length > 1 ? PermissionVerbs.actions(part[1]) : Optional.of("rcwda");
        boolean classicWrite = part.length == 2 && part[1].equals("write");
        boolean others = rank(key) > 0;
        PermissionResourceType resourceType =
                thing(part[0], actions.orElse(""), others, area.get().thing(), rules);
        return Optional.of(PermissionInterpretation.of(
                resourceType,
                classicWrite ? PermissionVerbs.ALL_BUT_ADMINISTER : area.get().actionsOr(actions),
                others ? CapabilityReach.TENANT : CapabilityReach.PERSON,
                InterpretationSource.DERIVED));
    }

    /**
     * Returns the resource type of a scope. This is {@code usual}, except in the area {@code user}: there, a scope for
     * the user's own account has a separate type. A scope that can only read other users has yet another type, because
     * reading users is less sensitive than changing them.
     *
     * @param others whether the scope covers users other than the one who granted it
     */
    private static PermissionResourceType thing(
            String area, String actions, boolean others, PermissionResourceType usual, ProviderPermissionRules rules) {
        if (!area.equals("user")) {
            return usual;
        }
        return !others ? rules.thing("own-user") : actions.equals("r") ? rules.thing("user-facts") : usual;
    }

    private static int rank(String key) {
        return key.endsWith(MASTER) ? 2 : key.endsWith(ADMIN) ? 1 : 0;
    }

    private static String base(String key) {
        return key.endsWith(MASTER)
                ? key.substring(0, key.length() - MASTER.length())
                : key.endsWith(ADMIN) ? key.substring(0, key.length() - ADMIN.length()) : key;
    }
}
