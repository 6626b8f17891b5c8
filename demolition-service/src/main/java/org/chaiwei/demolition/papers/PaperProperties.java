package org.chaiwei.demolition.papers;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code chaiwei.papers}.
 *
 * @param font a TrueType file with Chinese letters; as Debian's fonts-lxgw-wenkai installs it. Whether it is there shows when a paper is printed
 * @param origin where anybody reaches the district's system: what a paper's code leads to begins with it
 */
@ConfigurationProperties("chaiwei.papers")
record PaperProperties(
        @DefaultValue("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
        Path font,

        @DefaultValue("http://localhost:8080") URI origin) {

    URI checkPage(String check) {
        return origin.resolve(CheckController.PATH + "/" + check);
    }
}
