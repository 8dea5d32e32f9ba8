package io.grantkeeper.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The text in this repository that is written for people rather than for programs. */
final class Repository {
    static final Path ROOT = root();

    private static final Path RESOURCES =
            ROOT.resolve("shared/testing/language/src/test/resources/io/grantkeeper/language");
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", "cdk.out");

    private Repository() {}

    static Path acceptedWords() {
        return RESOURCES.resolve("accepted-words.txt");
    }

    static Path knownViolations() {
        return RESOURCES.resolve("known-violations.txt");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Returns all prose: documents, strings of production code, data files and usage text. */
    static List<Passage> passages() {
        List<Passage> segments = new ArrayList<>();
        List<Path> sources = new ArrayList<>();
        for (Path path : files()) {
            String file = ROOT.relativize(path).toString().replace('\\', '/');
            if (file.endsWith(".md")) {
                segments.addAll(MarkdownText.passages(file, read(path)));
            } else if (file.contains("/src/main/java/")
                    && file.endsWith(".java")
                    && !file.startsWith("shared/testing/")) {
                sources.add(path);
            } else if (isPolicy(file) || isMapping(file)) {
                segments.addAll(PlainText.members(file, read(path)));
            } else if (file.contains("/permissions/rules/")) {
                segments.addAll(PlainText.permissionRules(file, read(path)));
            } else if (file.startsWith("scripts/") && !file.startsWith("scripts/templates/")) {
                segments.addAll(PlainText.usage(file, read(path)));
            }
        }
        segments.addAll(JavaText.passages(ROOT, sources));
        return segments;
    }

    private static boolean isPolicy(String file) {
        return file.startsWith("docs/policies/");
    }

    private static boolean isMapping(String file) {
        return file.startsWith("shared/evidence/src/main/resources/") && file.endsWith(".json");
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean skipped = SKIPPED.contains(name) || (name.startsWith(".") && !folder.equals(ROOT));
                    return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + ROOT, e);
        }
        Collections.sort(files);
        return files;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
