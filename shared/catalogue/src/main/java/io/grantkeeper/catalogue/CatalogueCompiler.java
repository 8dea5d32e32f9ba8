package io.grantkeeper.catalogue;

import io.grantkeeper.catalogue.CatalogueIndex.Table;
import io.grantkeeper.catalogue.CatalogueReader.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds everything that can lead to a product and writes it down as tables to look into ({@link CatalogueIndex}). Runs
 * while this module is built: over thousands of products it takes longer than a function may take to start.
 */
public final class CatalogueCompiler {

    private final Map<String, String> rows = new LinkedHashMap<>();
    private final Map<String, String> byClientId = new HashMap<>();
    private final Map<String, Set<String>> byDomain = new HashMap<>();
    private final Map<String, Set<String>> byPublisher = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();

    private CatalogueCompiler() {}

    /**
     * Reads word lists and product tables, and writes the compiled ones: words first, for products' names are read by them.
     *
     * @param args the folder to write to, the word lists, then the tables, in the order in which products are to be named
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        SortedLines words = WordLists.compile(Files.readAllLines(Path.of(args[1])));
        Files.write(folder.resolve(WordLists.FILE_NAME), words.bytes());
        List<Row> read = new ArrayList<>();
        for (String table : List.of(args).subList(2, args.length)) {
            read.addAll(CatalogueReader.parse(table, Files.readAllLines(Path.of(table))));
        }
        for (Map.Entry<Table, SortedLines> table : compile(read).entrySet()) {
            Files.write(
                    folder.resolve(table.getKey().fileName()), table.getValue().bytes());
        }
    }

    static Map<Table, SortedLines> compile(List<Row> read) {
        CatalogueCompiler compiler = new CatalogueCompiler();
        read.forEach(compiler::keep);
        List<Product> products = read.stream().map(Row::product).toList();
        compiler.vendors(products);
        compiler.names(products);
        return Map.of(
                Table.PRODUCTS, SortedLines.of(compiler.rows),
                Table.CLIENT_IDS, SortedLines.of(compiler.byClientId),
                Table.DOMAINS, lists(compiler.byDomain),
                Table.PUBLISHERS, lists(compiler.byPublisher),
                Table.NAMES, lists(compiler.byName));
    }

    private void keep(Row row) {
        String id = row.product().id().value();
        if (rows.putIfAbsent(id, row.line().substring(id.length() + 1)) != null) {
            throw new IllegalArgumentException("the product id '" + id + "' is given to two products");
        }
    }

    private void vendors(List<Product> products) {
        for (Product product : products) {
            product.clientIds()
                    .forEach(id -> byClientId.put(
                            CatalogueIndex.written(id), product.id().value()));
            product.domains().forEach(domain -> add(byDomain, domain, product));
            product.publishers().forEach(publisher -> add(byPublisher, PublisherName.key(publisher), product));
        }
        // Companies are often called like their product; only where no row claims that company outright.
        Set<String> stated = Set.copyOf(byPublisher.keySet());
        for (Product product : products) {
            String key = PublisherName.key(product.name());
            if (product.nameStrength() != NameStrength.SHARED && !stated.contains(key)) {
                add(byPublisher, key, product);
            }
        }
    }

    private void names(List<Product> products) {
        Set<String> ofOthers = new HashSet<>();
        products.forEach(product -> product.publishers().forEach(p -> ofOthers.add(PublisherName.key(p))));
        products.stream()
                .filter(product -> !product.isAi())
                .flatMap(product -> Stream.concat(Stream.of(product.name()), product.otherNames().stream()))
                .forEach(name -> ofOthers.add(Words.of(name).key()));
        Spellings spellings = new Spellings(ofOthers);
        for (Product product : products) {
            spellings
                    .of(product)
                    .forEach((key, strength) -> byName.computeIfAbsent(key, k -> new LinkedHashSet<>())
                            .add(CatalogueIndex.written(product.id(), strength)));
        }
    }

    private static void add(Map<String, Set<String>> map, String key, Product product) {
        if (!key.isEmpty()) {
            map.computeIfAbsent(key, k -> new LinkedHashSet<>())
                    .add(product.id().value());
        }
    }

    private static SortedLines lists(Map<String, Set<String>> map) {
        Map<String, String> lines = new HashMap<>();
        map.forEach((key, values) -> lines.put(key, String.join("|", values)));
        return SortedLines.of(lines);
    }
}
