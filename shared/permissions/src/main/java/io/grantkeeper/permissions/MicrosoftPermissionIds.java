package io.grantkeeper.permissions;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids with which role assignments refer to Microsoft permissions, and the names of these permissions. The data is
 * loaded on first use.
 */
final class MicrosoftPermissionIds {
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private record Named(String name, String kind) {}

    private final Map<String, Named> names = new HashMap<>();
    private final Map<Named, String> ids = new HashMap<>();

    private static final class Holder {
        private static final MicrosoftPermissionIds IDS = new MicrosoftPermissionIds();
    }

    private MicrosoftPermissionIds() {
        for (String line : PermissionDataFiles.lines("data/microsoft-ids.tsv")) {
            String[] cell = line.split("\t", -1);
            names.put(cell[0], new Named(cell[1], cell[2]));
            ids.put(new Named(cell[1].toLowerCase(Locale.ROOT), cell[2]), cell[0]);
        }
    }

    static boolean isId(String text) {
        return text.length() == 36 && GUID.matcher(text).matches();
    }

    /** Returns the lowercase name of the permission with this id; empty if the id is not known. */
    static Optional<String> nameOf(String id) {
        return displayNameOf(id).map(name -> name.toLowerCase(Locale.ROOT));
    }

    static Optional<String> displayNameOf(String id) {
        return Optional.ofNullable(Holder.IDS.names.get(id.toLowerCase(Locale.ROOT)))
                .map(Named::name);
    }

    /**
     * Returns the kind of the permission with this id; empty if the id is not known. The application permission and the
     * delegated permission with the same name have different ids.
     */
    static Optional<PermissionForm> kindOf(String id) {
        return Optional.ofNullable(Holder.IDS.names.get(id.toLowerCase(Locale.ROOT)))
                .flatMap(named -> PermissionForm.named(named.kind()));
    }

    static Optional<String> idOf(String name, PermissionForm kind) {
        return Optional.ofNullable(Holder.IDS.ids.get(new Named(name.toLowerCase(Locale.ROOT), kind.wireName())));
    }
}
