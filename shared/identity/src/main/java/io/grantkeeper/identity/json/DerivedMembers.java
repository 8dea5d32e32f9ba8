package io.grantkeeper.identity.json;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** What data binding takes for members of a record beside its components: what its methods derive. */
final class DerivedMembers {
    private DerivedMembers() {}

    static boolean in(Class<?> record) {
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
        return named(name, "get") || (named(name, "is") && method.getReturnType() == boolean.class);
    }

    private static boolean named(String name, String prefix) {
        return name.startsWith(prefix)
                && name.length() > prefix.length()
                && !Character.isLowerCase(name.charAt(prefix.length()));
    }
}
