package io.grantkeeper.policy.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.value.EntityIdentifier;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import java.util.List;
import java.util.Locale;

/** Loads Cedar's native library. */
public final class CedarLibrary {
    /** Each of these looks for the library by itself when it is first used. */
    private static final List<Class<?>> LOADERS = List.of(
            BasicAuthorizationEngine.class,
            Policy.class,
            PolicySet.class,
            Schema.class,
            EntityIdentifier.class,
            EntityTypeName.class,
            EntityUID.class);

    static {
        // The loader spells the names of platforms by the default locale, and finds none where that is Turkish.
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            for (Class<?> loader : LOADERS) {
                Class.forName(loader.getName(), true, loader.getClassLoader());
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class that is there cannot be found", e);
        } finally {
            Locale.setDefault(before);
        }
    }

    private CedarLibrary() {}

    /** @throws LinkageError where there is none for this platform */
    public static void load() {
        // Loading this class did it.
    }
}
