package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module of the build, as the POMs describe it. Every rule applies to a new module as soon as the parent POM lists
 * the module.
 *
 * @param folder the module's folder, relative to the repository, for example {@code shared/identity}
 * @param artifact the module's artifact ID
 * @param pom the text of the module's POM
 * @param packages the packages of the module's production code
 * @param dependencies the artifact IDs of the modules that the POM declares as dependencies, test scope excluded
 */
record ProjectModule(String folder, String artifact, String pom, Set<String> packages, Set<String> dependencies) {
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

    private static final List<ProjectModule> ALL = readAll();
    private static final Map<String, ProjectModule> BY_PACKAGE = byPackage();

    /** Returns every module that has production code, in the order of the parent POM. */
    static List<ProjectModule> all() {
        return ALL;
    }

    static Optional<ProjectModule> of(JavaClass type) {
        return Optional.ofNullable(BY_PACKAGE.get(type.getPackageName()));
    }

    ModuleRole role() {
        return ModuleRole.of(folder);
    }

    /**
     * Returns the modules whose classes this module may use: the module itself, and the modules that its POM declares
     * as dependencies.
     */
    Set<ProjectModule> allowed() {
        return ALL.stream()
                .filter(other -> other.equals(this) || dependencies.contains(other.artifact))
                .collect(Collectors.toSet());
    }

    /**
     * Returns the modules that this module needs at run time although its POM gives them the {@code test} scope. Maven
     * leaves such modules out of the class path even if another dependency needs them.
     */
    Set<String> hiddenByTestScope() {
        Set<String> needed = new TreeSet<>();
        addNeeded(needed);
        needed.retainAll(matches(DEPENDENCY, pom)
                .filter(dependency -> dependency.contains("<scope>test</scope>"))
                .flatMap(dependency -> matches(ARTIFACT, dependency))
                .collect(Collectors.toSet()));
        return needed;
    }

    private void addNeeded(Set<String> needed) {
        for (ProjectModule module : ALL) {
            if (dependencies.contains(module.artifact) && needed.add(module.artifact)) {
                module.addNeeded(needed);
            }
        }
    }

    /** Matches classes of the modules in these folders; {@code shared/aws} matches all modules below it. */
    static DescribedPredicate<JavaClass> in(String... folders) {
        return in(
                "are in " + String.join(" or ", folders),
                module -> Arrays.stream(folders)
                        .anyMatch(folder -> module.folder.equals(folder) || module.folder.startsWith(folder + "/")));
    }

    static DescribedPredicate<JavaClass> in(Predicate<ModuleRole> roles) {
        return in("are in modules of that role", module -> roles.test(module.role()));
    }

    static DescribedPredicate<JavaClass> in(Set<ProjectModule> modules) {
        return in("are in " + modules, modules::contains);
    }

    private static DescribedPredicate<JavaClass> in(String description, Predicate<ProjectModule> modules) {
        return DescribedPredicate.describe(
                description, type -> of(type).filter(modules).isPresent());
    }

    @Override
    public String toString() {
        return folder;
    }

    private static List<ProjectModule> readAll() {
        return matches(MODULE, read(ProjectLayout.REPOSITORY.resolve("pom.xml")))
                .filter(folder -> Files.isDirectory(ProjectLayout.REPOSITORY.resolve(folder, "src/main/java")))
                .map(ProjectModule::read)
                .toList();
    }

    private static ProjectModule read(String folder) {
        String pom = read(ProjectLayout.REPOSITORY.resolve(folder, "pom.xml"));
        String artifact = matches(ARTIFACT, PARENT.matcher(pom).replaceAll(""))
                .findFirst()
                .orElseThrow();
        Set<String> dependencies = matches(DEPENDENCY, pom)
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .flatMap(dependency -> matches(ARTIFACT, dependency))
                .filter(name -> name.startsWith("grantkeeper-"))
                .collect(Collectors.toCollection(TreeSet::new));
        return new ProjectModule(folder, artifact, pom, packages(folder), dependencies);
    }

    private static Set<String> packages(String folder) {
        Path sources = ProjectLayout.REPOSITORY.resolve(folder, "src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString())
                    .map(name -> name.replace(java.io.File.separatorChar, '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + sources, e);
        }
    }

    private static Map<String, ProjectModule> byPackage() {
        Map<String, ProjectModule> result = new TreeMap<>();
        for (ProjectModule module : ALL) {
            for (String name : module.packages) {
                ProjectModule other = result.put(name, module);
                if (other != null) {
                    throw new IllegalStateException(
                            "package %s is in two modules, %s and %s".formatted(name, other, module));
                }
            }
        }
        return result;
    }

    /** Returns the first group of each match. */
    static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
