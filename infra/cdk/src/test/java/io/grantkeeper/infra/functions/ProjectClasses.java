package io.grantkeeper.infra.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The project's compiled classes and their supertypes. Names are in class file form, for example {@code
 * io/grantkeeper/…}.
 */
final class ProjectClasses {
    private static final String OURS = "io/grantkeeper/";

    private final Map<String, ClassModel> read = new HashMap<>();
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<Method, Optional<Method>> resolved = new HashMap<>();

    static boolean isOurs(String name) {
        return name.startsWith(OURS);
    }

    ClassModel model(String name) {
        return read.computeIfAbsent(name, ProjectClasses::parse);
    }

    private static ClassModel parse(String name) {
        try (InputStream in = Objects.requireNonNull(
                ProjectClasses.class.getClassLoader().getResourceAsStream(name + ".class"), name)) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the class itself, all its supertypes within the project, and the first supertypes outside it. */
    Set<String> supertypesOf(String name) {
        return supertypes.computeIfAbsent(name, _ -> {
            Set<String> kinds = new HashSet<>();
            collect(name, kinds);
            return Set.copyOf(kinds);
        });
    }

    private void collect(String name, Set<String> kinds) {
        if (!kinds.add(name) || !isOurs(name)) {
            return;
        }
        ClassModel model = model(name);
        model.superclass().map(ClassEntry::asInternalName).ifPresent(above -> collect(above, kinds));
        model.interfaces().forEach(above -> collect(above.asInternalName(), kinds));
    }

    /**
     * Returns the method that a call on a class resolves to: declared in the class itself, in a superclass, or in an
     * interface. Empty if the project declares no such method.
     */
    Optional<Method> resolve(String type, String name, String descriptor) {
        if (!isOurs(type)) {
            return Optional.empty();
        }
        Method called = new Method(type, name, descriptor);
        Optional<Method> known = resolved.get(called);
        if (known == null) {
            known = find(type, name, descriptor);
            resolved.put(called, known);
        }
        return known;
    }

    private Optional<Method> find(String type, String name, String descriptor) {
        ClassModel model = model(type);
        for (MethodModel method : model.methods()) {
            if (method.methodName().equalsString(name)
                    && method.methodType().equalsString(descriptor)
                    && method.code().isPresent()) {
                return Optional.of(new Method(type, name, descriptor));
            }
        }
        Optional<Method> above = model.superclass().flatMap(entry -> resolve(entry.asInternalName(), name, descriptor));
        for (ClassEntry entry : model.interfaces()) {
            above = above.or(() -> resolve(entry.asInternalName(), name, descriptor));
        }
        return above;
    }

    /** Returns whether the method is private, so that no class can override it. */
    boolean isPrivate(String type, String name, String descriptor) {
        return model(type).methods().stream()
                .anyMatch(method -> method.flags().has(AccessFlag.PRIVATE)
                        && method.methodName().equalsString(name)
                        && method.methodType().equalsString(descriptor));
    }

    /** A method of a class. */
    record Method(String owner, String name, String descriptor) {}
}
