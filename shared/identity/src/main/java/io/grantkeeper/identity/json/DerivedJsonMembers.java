package io.grantkeeper.identity.json;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Detects derived members of a record: public {@code get} and {@code is} methods that data binding would treat as JSON
 * members in addition to the components.
 */
final class DerivedJsonMembers {
    private DerivedJsonMembers() {}

    static boolean existIn(Class<?> record) {
        for (Method method : record.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && isGetter(method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGetter(Method method) {
        String name = method.getName();
        return hasPrefix(name, "get") || (hasPrefix(name, "is") && method.getReturnType() == boolean.class);
    }

    private static boolean hasPrefix(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }
}
