package org.chaiwei.ledger.importing.sheet;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chaiwei.ledger.importing.sheet.SheetRefusal.NoWorkbook;
import org.chaiwei.platform.problem.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the elements of one part of a workbook. Namespaces are not looked at: the strict and the transitional form of the format
 * differ in nothing else that matters here. No document type, no entities of its own, no deep nesting, and no more than a few names
 * that a sheet has no use for, since a parser keeps each of them in memory.
 */
final class Xml implements AutoCloseable {

    private static final int DEPTH_MAX = 64;
    private static final int ATTRIBUTES_MAX = 64;
    private static final int UNKNOWN_NAMES_MAX = 20_000;

    /** A text may be written in many pieces, each with a format of its own. Together they are still one cell. */
    private static final int TEXT_CHARS_MAX = 300_000;

    /** What the large parts consist of; all else is counted. */
    private static final Set<String> USUAL_NAMES = Set.of(
            "row",
            "c",
            "v",
            "f",
            "is",
            "t",
            "r",
            "si",
            "rPr",
            "rPh",
            "phoneticPr",
            "s",
            "spans",
            "ht",
            "customHeight",
            "customFormat",
            "dyDescent",
            "space",
            "sz",
            "color",
            "rFont",
            "family",
            "charset",
            "scheme",
            "val",
            "theme",
            "rgb",
            "b",
            "i",
            "u",
            "eb",
            "sb",
            "fontId",
            "type",
            "hidden",
            "mergeCell",
            "ref",
            "thickBot",
            "thickTop");

    private final InputStream in;
    private final XMLStreamReader reader;
    private int depth;
    private int unknownNames;

    Xml(InputStream in) {
        this.in = in;
        // A factory a file: a shared one keeps the names of every file that it has ever read.
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            reader = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Goes on to the next start or end of an element; false at the end of the part. */
    boolean next() {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        opened();
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return true;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw refused("a document type or an entity of its own");
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    boolean starts(String name) {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT
                && reader.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return reader.getEventType() == XMLStreamConstants.END_ELEMENT
                && reader.getLocalName().equals(name);
    }

    boolean isStart() {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    String name() {
        return reader.getLocalName();
    }

    /** An attribute of the element that has just started. */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++)
            if (reader.getAttributeLocalName(i).equals(name)) return reader.getAttributeValue(i);
        return null;
    }

    /** Adds the text up to the end of the element that has just started. Inside it no other element may stand. */
    void text(StringBuilder into) {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
                        into.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                        if (into.length() > TEXT_CHARS_MAX) throw refused("a text without end");
                    }
                    case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                    default -> throw refused("markup inside a text");
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
            in.close();
        } catch (XMLStreamException | IOException e) {
            throw broken(e);
        }
    }

    private void opened() {
        if (++depth > DEPTH_MAX) throw refused("elements nested too deep");
        int attributes = reader.getAttributeCount();
        if (attributes > ATTRIBUTES_MAX) throw refused("too many attributes");
        if (!USUAL_NAMES.contains(reader.getLocalName())) unknownNames++;
        for (int i = 0; i < attributes; i++) if (!USUAL_NAMES.contains(reader.getAttributeLocalName(i))) unknownNames++;
        unknownNames += reader.getNamespaceCount();
        if (unknownNames > UNKNOWN_NAMES_MAX) throw refused("too many elements that no sheet has");
    }

    /** Where the XML is broken; not the parser's own words, which may quote what stands there. */
    private RefusedException broken(Exception cause) {
        return refused(
                cause instanceof XMLStreamException e && e.getLocation() != null
                        ? "XML broken at line " + e.getLocation().getLineNumber()
                        : "XML broken");
    }

    private static RefusedException refused(String why) {
        return new RefusedException(new NoWorkbook(why));
    }
}
